package import Kernel

/// An event as one JSON object: what is unknown is absent.
package enum EventJSON {
    package static func append(_ event: Event, to json: inout JSONText) {
        json.object { json in
            json.field("id", event.id)
            json.field("kind", event.kind.rawValue)
            json.field("mode", event.mode?.rawValue ?? "")
            json.field("status", event.status.rawValue)
            json.field("date", event.date?.edtf ?? "")
            json.field("dateText", event.dateText)
            json.field("dateBasis", event.dateBasis?.rawValue ?? "")
            json.key("parties")
            json.array { json in for party in event.parties { json.string(party) } }
            json.key("people")
            json.array { json in for person in event.people { append(person, to: &json) } }
            if let place = event.place {
                json.key("place")
                json.object { json in
                    json.field("name", place.name)
                    json.field("country", place.country)
                }
            }
            json.field("title", event.title)
            json.field("salience", event.salience.rawValue)
            json.field("cameo", event.cameo)
            json.field("plover", event.plover)
            json.field("doc", event.doc)
            json.field("url", event.url)
            json.field("source", event.source)
            json.field("published", event.published?.iso ?? "")
            json.key("evidence")
            json.array { json in
                for evidence in event.evidence {
                    json.object { json in
                        json.field("block", evidence.block)
                        json.field("start", evidence.start)
                        json.field("end", evidence.end)
                        json.field("text", evidence.text)
                    }
                }
            }
            json.key("reports")
            json.array { json in for report in event.reports { json.string(report) } }
            json.field("partOf", event.partOf)
            json.key("confidence")
            json.raw(decimal(event.confidence))
            if let story = event.story { append(story, to: &json) }
        }
    }

    /// What merging adds; lists that are empty are absent.
    private static func append(_ story: Story, to json: inout JSONText) {
        if let stop = story.stop {
            json.key("trip")
            json.object { json in
                json.field("id", stop.trip)
                json.field("stop", stop.number)
                json.field("of", stop.count)
            }
        }
        list("history", story.history, to: &json) { step, json in
            json.object { json in
                json.field("reported", step.reported?.iso ?? "")
                json.field("status", step.status.rawValue)
                json.field("date", step.date?.edtf ?? "")
                json.field("doc", step.doc)
            }
        }
        list("conflicts", story.conflicts, to: &json) { conflict, json in
            json.object { json in
                json.field("field", conflict.field)
                list("values", conflict.values, to: &json) { value, json in
                    json.object { json in
                        json.field("value", value.value)
                        list("reports", value.reports, to: &json) { report, json in json.string(report) }
                    }
                }
            }
        }
        list("also", story.also, to: &json) { id, json in json.string(id) }
        list("accounts", story.accounts, to: &json) { account, json in append(account, to: &json) }
    }

    private static func list<Element>(
        _ name: String, _ elements: [Element], to json: inout JSONText, _ body: (Element, inout JSONText) -> Void
    ) {
        guard !elements.isEmpty else { return }
        json.key(name)
        json.array { json in for element in elements { body(element, &json) } }
    }

    private static func append(_ person: Participant, to json: inout JSONText) {
        json.object { json in
            json.field("id", person.id)
            json.field("name", person.name)
            json.field("as", person.wording)
            json.field("nameEn", person.nameEn)
            json.field("party", person.party)
            json.field("office", person.office)
            json.field("role", person.role.rawValue)
            if person.inferred {
                json.key("inferred")
                json.raw("true")
            }
        }
    }

    /// Two decimals, without Foundation.
    package static func decimal(_ value: Double) -> String {
        let hundredths = Int(value * 100 + 0.5)
        let rest = hundredths % 100
        return "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
    }

    // MARK: - Reading

    /// The event that `append` wrote; nil where a field that every event has is missing or unknown.
    package static func event(_ json: JSONTree) -> Event? {
        func text(_ key: String) -> String { json[key]?.string ?? "" }
        guard let kind = EventKind(rawValue: text("kind")), let status = EventStatus(rawValue: text("status")) else {
            return nil
        }
        var event = Event(id: text("id"), kind: kind, status: status, parties: [])
        event.mode = EventMode(rawValue: text("mode"))
        event.date = DateValue(edtf: text("date"))
        event.dateText = text("dateText")
        event.dateBasis = DateMention.Basis(rawValue: text("dateBasis"))
        event.parties = json["parties"]?.elements.compactMap(\.string) ?? []
        event.people = json["people"]?.elements.map(participant) ?? []
        if let place = json["place"] {
            event.place = Place(name: place["name"]?.string ?? "", country: place["country"]?.string ?? "")
        }
        event.title = text("title")
        event.salience = Salience(rawValue: text("salience")) ?? .main
        event.cameo = text("cameo")
        event.plover = text("plover")
        event.doc = text("doc")
        event.url = text("url")
        event.source = text("source")
        event.published = CivilDate(iso: text("published"))
        event.evidence =
            json["evidence"]?.elements.map { evidence in
                func number(_ key: String) -> Int { evidence[key]?.number.flatMap { Int($0) } ?? 0 }
                return Evidence(
                    block: number("block"), start: number("start"), end: number("end"),
                    text: evidence["text"]?.string ?? "")
            } ?? []
        event.reports = json["reports"]?.elements.compactMap(\.string) ?? []
        event.partOf = text("partOf")
        event.confidence = json["confidence"]?.number.flatMap { Double($0) } ?? 0
        return event
    }

    private static func participant(_ json: JSONTree) -> Participant {
        func text(_ key: String) -> String { json[key]?.string ?? "" }
        return Participant(
            id: text("id"), name: text("name"), nameEn: text("nameEn"), wording: text("as"), party: text("party"),
            office: text("office"), role: Participant.Role(rawValue: text("role")) ?? .participant,
            inferred: json["inferred"]?.isTrue ?? false)
    }
}
