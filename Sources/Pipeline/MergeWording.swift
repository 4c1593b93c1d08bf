internal import Kernel
package import Merge

/// Why reports were joined, and why not, in words.
package enum MergeWording {
    package static func text(_ number: Int, of merged: Merged) -> String {
        let event = Merging.event(number, of: merged)
        let explanation = MergeExplanation(number, of: merged)
        var out = "\(event.id) \(outline(event)), \(event.reports.count) report\(event.reports.count == 1 ? "" : "s")\n"
        out += "  joined\n"
        for decision in explanation.decisions {
            out += "    \(told(decision.account))\n"
            if decision.findings.isEmpty {
                out += "      the event begins with it\n"
            } else {
                out += findings(decision.findings, decision.sum)
            }
        }
        if !explanation.later.isEmpty {
            out += "  planned or put off, and become of it\n"
            for account in explanation.later { out += "    \(told(account))\n" }
        }
        if !explanation.neighbours.isEmpty { out += "  not joined\n" }
        for neighbour in explanation.neighbours {
            out += "    \(neighbour.id): \(told(neighbour.account))\n"
            out += findings(neighbour.findings, neighbour.sum, fits: "it would fit; another event fitted better")
        }
        return out
    }

    private static func findings(_ findings: [Finding], _ sum: Float, fits: String = "one event") -> String {
        var out = ""
        for finding in findings {
            out += "      \(signed(finding.weight))  \(finding.what.rawValue)"
            out += finding.subject.isEmpty ? "\n" : " \(finding.subject)\n"
        }
        return out + "      \(signed(sum))  together: \(sum > 0 ? fits : "two events")\n"
    }

    private static func told(_ event: Event) -> String {
        "\(event.doc)\(event.published.map { " (" + $0.iso + ")" } ?? ""): \(outline(event))"
    }

    private static func outline(_ event: Event) -> String {
        var out = "\(event.kind.rawValue)\(event.mode.map { " by " + $0.rawValue } ?? "") \(event.status.rawValue)"
        out += " \(event.date?.edtf ?? "no date") \(event.parties.joined(separator: "+"))"
        out += " [\(event.people.map { $0.name + ($0.inferred ? " (inferred)" : "") }.joined(separator: ", "))]"
        if let place = event.place { out += " in \(place.name)" }
        return out
    }

    private static func signed(_ weight: Float) -> String {
        let hundredths = Int((weight < 0 ? -weight : weight) * 100 + 0.5)
        let rest = hundredths % 100
        return (weight < 0 ? "-" : "+") + "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
