import Kernel
import Lexicon

/// Whether what a sentence tells of took place, is to come, is sought, was called off or is denied: by the cues around the
/// trigger, the nearest first.
struct StatusReader {
    let lexicon: Lexicon

    struct Found {
        var status: EventStatus?
        var isHistorical = false
        /// A reason for which there is no event at all.
        var rejection: String?
        var cue: Int?
        /// 就X交换意见: X is what is talked of.
        var isTopic = false
    }

    func read(_ nodes: [Node], _ match: FrameMatcher.Match, trigger: Int, isTravel: Bool) -> Found {
        var found = Found()
        // The clause: to the last comma before the first slot, and the next behind the trigger.
        var low = min(match.first, trigger)
        while low > 0, !nodes[low - 1].isComma { low -= 1 }
        var high = max(match.last, trigger)
        while high + 1 < nodes.count, !nodes[high + 1].isComma { high += 1 }
        var at = trigger - 1
        var nearest: EventStatus?
        var sawHistorical = false
        while at >= low {
            for row in nodes[at].cues {
                let cue = lexicon.cues[row]
                guard cue.reach == "before" || cue.reach == "clause" else { continue }
                switch cue.cue {
                case "planned" where nearest == nil, "proposed" where nearest == nil:
                    nearest = EventStatus(rawValue: cue.cue)
                    found.cue = row
                case "proposed-visit" where nearest == nil && isTravel && at + 3 >= match.first:
                    // 欢迎X访华 wishes for a visit; 欢迎X来访 in general speech greets a guest.
                    nearest = .proposed
                    found.cue = row
                case "cancelled":
                    found.status = .cancelled
                    found.cue = row
                case "denied":
                    if found.status == nil {
                        found.status = .denied
                        found.cue = row
                    }
                case "topic": if at < match.first || match.first == trigger { found.isTopic = true }
                case "historical": sawHistorical = true
                case "absence": found.rejection = "the text says that it did not take place (\(cue.id))"
                case "hypothetical": found.rejection = "weighed in passing (\(cue.id))"
                case "conditional": if nearest == nil { found.rejection = "a condition (\(cue.id))" }
                default: break
                }
            }
            at -= 1
        }
        if trigger < high {
            for index in trigger + 1...high {
                for row in nodes[index].cues {
                    let cue = lexicon.cues[row]
                    if cue.reach == "clause", cue.cue == "cancelled" {
                        found.status = .cancelled
                        found.cue = row
                    } else if cue.reach == "after", nearest == nil, found.status == nil {
                        nearest = EventStatus(rawValue: cue.cue)
                        found.cue = row
                    }
                }
            }
        }
        if found.status == nil { found.status = nearest }
        if found.isTopic { found.status = found.status == .cancelled ? .cancelled : .proposed }
        found.isHistorical = sawHistorical
        return found
    }
}
