import RegoalTesting
import Testing

/// Decisions worked out by hand from METHOD.md §4 and DESIGN.md §3.
@Suite struct GateTranscriptionTests {
  @Test(
    "acceptance is not monotone in θ: c = 0.9, c2 = 0.5",
    arguments: [
      ("algorithm1", 0.5, "accepted"), ("algorithm1", 0.6, "rejected"),
      ("algorithm1", 0.9, "rejected"), ("algorithm1", 0.95, "fallback"),
      ("algorithm1", 1, "fallback"), ("reference", 0.6, "fallback"), ("none", 0.95, "rejected"),
    ])
  func notMonotone(fallback: String, theta: Double, decision: String) {
    let log = trajectory([attempt(1, 0.9, votes: [vote("j1", 0.5)])])
    let policy = policy(theta: theta, attempts: 1, judges: ["j1"], fallback: fallback)
    let row = decide(log, policy)
    #expect(row?.decision == decision)
    #expect(row?.confidence == ["accepted": 0.7, "fallback": 0.9][decision])
    #expect(row?.k == (decision == "rejected" ? nil : 1))
    #expect(row?.inOut == (decision == "rejected" ? "out" : "in"))
  }

  @Test("a confidence equal to θ passes, one ulp less does not", arguments: [0.3, 0.5, 0.7, 1.0])
  func equality(theta: Double) {
    let policy = policy(theta: theta, attempts: 1, judges: ["j1"], fallback: "none")
    func decision(_ c: Double, _ c2: Double) -> String? {
      decide(trajectory([attempt(1, c, votes: [vote("j1", c2)])]), policy)?.decision
    }
    #expect(decision(theta, theta) == "accepted")
    #expect(decision(theta.nextDown, 1) == "rejected")
    #expect(decision(1, theta.nextDown) == "rejected")
  }

  @Test("a fallback needs c ≥ 0.8·θ in doubles", arguments: ["algorithm1", "reference"])
  func barely(fallback: String) {
    func row(_ c: Double, _ theta: Double) -> TranscribedDecision? {
      decide(trajectory([attempt(1, c)]), policy(theta: theta, attempts: 1, fallback: fallback))
    }
    for theta in [0.5, 0.6, 0.7, 1] {
      #expect(row(0.8 * theta, theta) == taken("fallback", 1, 0.8 * theta))
      #expect(row((0.8 * theta).nextDown, theta) == rejected)
    }
    // The product rounds up to 0.04000000000000001 here, and down to 0.5599999999999999 there.
    #expect(row(0.04, 0.05) == rejected)
    #expect(row(0.5599999999999999, 0.7) == taken("fallback", 1, 0.5599999999999999))
  }

  @Test("c = 0 falls back under reference at θ = 0 and never under algorithm1")
  func zero() {
    let log = trajectory([attempt(1, 0, votes: [vote("j1", 0.9, valid: false)])])
    func row(_ theta: Double, _ fallback: String) -> TranscribedDecision? {
      decide(log, policy(theta: theta, attempts: 1, judges: ["j1"], fallback: fallback))
    }
    #expect(row(0, "reference") == taken("fallback", 1, 0))
    #expect(row(0, "algorithm1") == rejected)
    #expect(row(0.05, "reference") == rejected)
    #expect(row(0.05, "algorithm1") == rejected)
    #expect(decide(log, policy(theta: 0, fallback: "none")) == taken("accepted", 1, 0))
  }

  @Test("the best fallback is the highest c, the earliest on a tie")
  func best() {
    let log = trajectory([attempt(1, 0.45), attempt(3, 0.48), attempt(2, 0.48)])
    #expect(decide(log, policy(theta: 0.5)) == taken("fallback", 2, 0.48))
    // Judge 2 rejects attempt 1: a candidate under reference only.
    let split = trajectory([
      attempt(1, 0.9, votes: [vote("j1", 0.1)]), attempt(2, 0.45), attempt(3, 0.9, valid: false),
    ])
    #expect(decide(split, policy(judges: ["j1"])) == taken("fallback", 2, 0.45))
    #expect(
      decide(split, policy(judges: ["j1"], fallback: "reference")) == taken("fallback", 1, 0.9))
    #expect(decide(split, policy(judges: ["j1"], fallback: "none")) == rejected)
  }

  @Test("the first passing attempt wins, with the mean of c and the panel by name")
  func mean() {
    let log = trajectory([
      attempt(1, 0.2), attempt(2, 0.7, votes: [vote("j2", 0.9), vote("j1", 0.6)]),
      attempt(3, 1, votes: [vote("j1", 1), vote("j2", 1)]),
    ])
    let mean = (0.7 + 0.6 + 0.9) / 3
    #expect(decide(log, policy(judges: ["j2", "j1"])) == taken("accepted", 2, mean))
    #expect(decide(log, policy(judges: [])) == taken("accepted", 2, 0.7))
    #expect(decide(log, policy(attempts: 1)) == rejected)
  }

  @Test("w = δ is kept and one ulp less is dropped, by each weighting's own measure")
  func boundary() {
    func row(_ w: Double?, _ v: Double?, _ weighting: String) -> TranscribedDecision? {
      let detection = LoggedDetection(isFailure: nil, severity: v, weight: w, recoverable: nil)
      return decide(trajectory([attempt(1, 0.9)], detection), policy(weighting: weighting))
    }
    #expect(row(0.3, 0.9, "severity") == taken("accepted", 1, 0.9, weight: 0.3))
    #expect(row(0.3.nextDown, 0.9, "severity") == dropped("below_delta"))
    #expect(row(0.3, 0.9, "uniform_after_gate") == taken("accepted", 1, 0.9, weight: 1))
    #expect(row(0.3.nextDown, 0.9, "uniform_after_gate") == dropped("below_delta"))
    #expect(row(0.9, 0.3, "reference") == taken("accepted", 1, 0.9, weight: 0.3))
    #expect(row(0.9, 0.3.nextDown, "reference") == dropped("below_delta"))
    #expect(row(0, nil, "uniform") == taken("accepted", 1, 0.9, weight: 1))
    // NULL weight: w = 1 - v, and 1 - 0.7 is 0.30000000000000004 in doubles.
    #expect(row(nil, 0.7, "severity") == taken("accepted", 1, 0.9, weight: 1 - 0.7))
    #expect(row(nil, 0.75, "severity") == dropped("below_delta"))
    #expect(row(nil, nil, "uniform") == taken("accepted", 1, 0.9, weight: 1))
  }

  @Test("detection decides in its order, before attempts are looked at")
  func order() {
    func row(_ isFailure: Bool?, _ r: Bool?, _ w: Double?) -> TranscribedDecision? {
      let detection = LoggedDetection(
        isFailure: isFailure, severity: nil, weight: w, recoverable: r)
      return decide(trajectory([], detection), policy())
    }
    #expect(row(false, false, 0) == dropped("not_failure"))
    #expect(row(false, true, nil) == dropped("not_failure"))
    #expect(row(nil, false, 0) == dropped("irrecoverable"))
    #expect(row(true, false, nil) == dropped("irrecoverable"))
    #expect(row(true, nil, 0) == dropped("below_delta"))
    #expect(row(true, true, nil) == open(#"["detection"]"#))
    #expect(row(nil, nil, 1) == open(#"[{"attempt":1}]"#))
  }

  @Test("with detection off r, δ and is_failure decide nothing and w = 1")
  func off() {
    let no = LoggedDetection(isFailure: false, severity: 1, weight: 0, recoverable: false)
    let log = trajectory([attempt(1, 0.9)], no)
    for weighting in ["severity", "reference", "uniform", "uniform_after_gate"] {
      let off = policy(detection: false, weighting: weighting)
      #expect(decide(log, off) == taken("accepted", 1, 0.9, weight: 1))
    }
  }

  @Test("F holds failures, and unknown outcomes that the detection calls failures")
  func corpus() {
    let failure = LoggedDetection(isFailure: true, severity: 0, weight: 1, recoverable: true)
    var unclear = failure
    unclear.isFailure = nil
    var none = failure
    none.isFailure = false
    let off = policy(detection: false)
    var named = off
    named.detectConfigGiven = true
    for (success, detection, on, offNamed, offBare) in [
      (false, nil, true, true, true), (false, none, true, true, true),
      (true, failure, false, false, false), (nil, nil, false, false, false),
      (nil, failure, true, true, false), (nil, unclear, true, true, false),
      (nil, none, false, false, false),
    ] as [(Bool?, LoggedDetection?, Bool, Bool, Bool)] {
      var log = trajectory([], detection)
      log.success = success
      for (policy, expected) in [(policy(), on), (named, offNamed), (off, offBare)] {
        #expect(GateTranscription.isInCorpus(log, policy: policy) == expected)
        #expect((decide(log, policy) != nil) == expected)
      }
    }
  }

  @Test("a failed answer is used up under consume and a gap under gap")
  func failed() {
    let refused = LoggedAttempt(
      k: 1, valid: true, confidence: 0.9, status: "refused", votes: [vote("j1", 0.9)])
    let bare = attempt(1, nil)
    let flagless = LoggedAttempt(k: 1, valid: nil, confidence: 0.9, status: "ok", votes: [])
    for first in [refused, bare, flagless] {
      let log = trajectory([first, attempt(2, 0.9, votes: [vote("j1", 0.9)])])
      #expect(decide(log, policy(judges: ["j1"])) == taken("accepted", 2, 0.9))
      #expect(
        decide(log, policy(judges: ["j1"], onError: "gap"))
          == undetermined("in", #"[{"attempt":1}]"#))
    }
    for vote in [
      LoggedVote(judge: "j1", valid: true, confidence: 0.9, status: "timeout"),
      LoggedVote(judge: "j1", valid: true, confidence: nil, status: "ok"),
    ] {
      let log = trajectory([attempt(1, 0.9, votes: [vote])])
      #expect(decide(log, policy(attempts: 1, judges: ["j1"])) == rejected)
      #expect(
        decide(log, policy(attempts: 1, judges: ["j1"], onError: "gap"))
          == open(#"[{"vote":1,"judge":"j1"}]"#))
    }
  }

  @Test("a verdict counts under required only, and a missing verdict is not valid")
  func verdicts() {
    for valid in [false, nil] {
      let vote = LoggedVote(judge: "j1", valid: valid, confidence: 0.9, status: "ok")
      let log = trajectory([attempt(1, 0.9, votes: [vote])])
      for onError in ["consume", "gap"] {
        let required = policy(attempts: 1, judges: ["j1"], onError: onError)
        var ignored = required
        ignored.voteValid = "ignored"
        #expect(decide(log, required) == rejected)
        #expect(decide(log, ignored) == taken("accepted", 1, 0.9))
      }
    }
  }

  @Test("missing votes are named by judge, and none once a recorded vote rejects")
  func votes() {
    let log = trajectory([attempt(1, 0.1), attempt(2, 0.9, votes: [vote("j2", 0.9)])])
    let panel = ["j3", "j2", "j1"]
    let gaps = #"[{"vote":2,"judge":"j1"},{"vote":2,"judge":"j3"}]"#
    #expect(decide(log, policy(judges: panel)) == open(gaps))
    #expect(decide(log, policy(judges: panel, fallback: "reference")) == undetermined("in", gaps))
    let rejecting = trajectory([attempt(1, 0.9, votes: [vote("j2", 0.1)])])
    #expect(decide(rejecting, policy(attempts: 1, judges: panel)) == rejected)
    #expect(decide(rejecting, policy(judges: panel)) == open(#"[{"attempt":2}]"#))
  }

  @Test("at θ = 0 with verdicts ignored a missing vote cannot reject")
  func certainAtZero() {
    let log = trajectory([attempt(1, 0, votes: [vote("j2", 0.4)])])
    let ignored = policy(theta: 0, judges: ["j1", "j2"], voteValid: "ignored")
    #expect(decide(log, ignored) == taken("accepted", 1, nil))
    let required = policy(theta: 0, judges: ["j1", "j2"])
    #expect(decide(log, required) == open(#"[{"vote":1,"judge":"j1"}]"#))
    // A recorded failure still rejects, whatever else is missing.
    let failed = LoggedVote(judge: "j2", valid: nil, confidence: nil, status: "error")
    let used = trajectory([attempt(1, 0, votes: [failed])])
    var once = ignored
    once.attempts = 1
    #expect(decide(used, once) == rejected)
    once.onError = "gap"
    #expect(decide(used, once) == taken("accepted", 1, nil))
  }

  @Test("a gap before a certain pass leaves k open, not acceptance")
  func certainIn() {
    let log = trajectory([attempt(2, 0.9)])
    #expect(decide(log, policy()) == undetermined("in", #"[{"attempt":1}]"#))
    let later = trajectory([attempt(1, 0.45)])
    #expect(decide(later, policy()) == undetermined("in", #"[{"attempt":2}]"#))
    #expect(decide(later, policy(fallback: "none")) == open(#"[{"attempt":2}]"#))
    #expect(decide(later, policy(attempts: 1)) == taken("fallback", 1, 0.45))
  }

  @Test("a missing detection is never in, and out if the confidence gate rejects for certain")
  func missingDetection() {
    func row(_ attempts: [LoggedAttempt]) -> TranscribedDecision? {
      var log = trajectory(attempts)
      log.detection = nil
      return decide(log, policy(attempts: 2))
    }
    let name = #"["detection"]"#
    #expect(row([attempt(1, 0.9)]) == open(name))
    #expect(row([attempt(1, 0.1), attempt(2, 0.45)]) == open(name))
    #expect(row([attempt(1, 0.1)]) == open(name))
    #expect(row([attempt(1, 0.1), attempt(2, 0.9, valid: false)]) == undetermined("out", name))
  }

  @Test(
    "a detection without what the weighting needs is a missing one",
    arguments: [
      ("severity", nil, nil, true), ("severity", 0.4, nil, false), ("severity", nil, 0.4, false),
      ("uniform_after_gate", nil, nil, true), ("uniform_after_gate", 0.4, nil, false),
      ("reference", nil, 0.4, true), ("reference", 0.4, nil, false), ("uniform", nil, nil, false),
    ] as [(String, Double?, Double?, Bool)])
  func partialDetection(weighting: String, v: Double?, w: Double?, isMissing: Bool) {
    let detection = LoggedDetection(isFailure: true, severity: v, weight: w, recoverable: true)
    let row = decide(trajectory([attempt(1, 0.9)], detection), policy(weighting: weighting))
    #expect((row == open(#"["detection"]"#)) == isMissing)
    #expect((row?.decision == "accepted") != isMissing)
  }

  @Test("a missing outcome is open, whatever is asked of its attempts")
  func missingOutcome() {
    var log = trajectory([])
    log.hasOutcome = false
    #expect(decide(log, policy(fallback: "none")) == open(#"["outcome"]"#))
    #expect(decide(log, policy(theta: 0, voteValid: "ignored")) == open(#"["outcome"]"#))
    log.detection = nil
    #expect(decide(log, policy()) == open(#"["detection"]"#))
  }

  @Test("a judge's name is escaped in missing")
  func escaped() {
    let log = trajectory([attempt(1, 0.9)])
    let row = decide(log, policy(judges: [#"a"b\c"#]))
    #expect(row?.missing == #"[{"vote":1,"judge":"a\"b\\c"}]"#)
  }
}
