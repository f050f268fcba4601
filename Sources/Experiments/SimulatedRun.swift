internal import Statistics
internal import Trajectories

/// One run of a simulated corpus with its answers.
struct SimulatedRun {
  let isValid: Bool
  private let number: Int
  private let task: Int
  private let confidences: ArraySlice<Double>
  private let configs: SimulatedConfigs
  private let seed: Int
  private let attempts: Int

  /// - Parameter number: of the run, from 0, over all chunks.
  init(
    _ corpus: SyntheticCorpus, _ pair: Int, number: Int, _ configs: SimulatedConfigs, _ seed: Int,
    _ attempts: Int
  ) {
    let judges = corpus.plan.judges.count
    isValid = corpus.isValid[pair]
    confidences = corpus.confidences[pair * judges..<(pair + 1) * judges]
    task = number / max(1, corpus.plan.pairsPerTask)
    self.number = number
    self.configs = configs
    self.seed = seed
    self.attempts = attempts
  }

  static func id(_ number: Int, _ seed: Int) -> String { "sim-\(seed)-\(number + 1)" }

  var isAccepted: Bool { confidences.allSatisfy { $0 >= SimulatedLog.theta } }

  private var id: String { SimulatedRun.id(number, seed) }

  /// c; 1 where there are no judges.
  private var first: Double { confidences.first ?? 1 }

  private var metadataJSON: String {
    #"{"engine":"simulated","seed":\#(seed),"valid":\#(isValid)}"#
  }

  private var trajectory: Trajectory {
    Trajectory(
      sourceLabel: SimulatedLog.engine, id: id,
      task: TaskReference(
        key: "simulated-\(seed)/\(task + 1)", benchmark: SimulatedLog.engine, domain: nil),
      goal: "Simulated goal \(task + 1)",
      steps: [
        Step(
          thought: "Simulated thought", actionName: "simulate",
          observation: "Simulated observation \(number + 1)")
      ], finalAnswer: "Simulated answer \(number + 1)", success: false, metadataJSON: metadataJSON)
  }

  private var attempt: Attempt {
    Attempt(
      k: 1, hindsightGoal: "Simulated hindsight goal \(number + 1)",
      valid: first >= SimulatedLog.theta, confidence: first)
  }

  /// Those that the store gives the facts once the lines are ingested.
  func digests() -> (trajectory: String, attempt: String) {
    let run = TrajectoryIdentity(of: trajectory).digest
    let series = StageConfig.mainSeries
    let outcome = Outcome().digest(
      trajectory: run, config: configs.extract.digest, series: series)
    return (
      run, attempt.digest(outcome: outcome, config: configs.relabel.digest, series: series)
    )
  }

  /// Of the log, each with its end.
  var lines: String {
    let run = trajectory
    let types = FailureType.allCases
    let place = #""source":"simulated","trajectory":"\#(id)""#
    let behind = place + #","extract_config":"simulated","config":"simulated""#
    var text =
      #"{"type":"trajectory","source":"simulated","id":"\#(id)","task":"\#(run.task.key ?? "")","#
      + #""benchmark":"simulated","goal":"\#(run.goal)","steps":[{"thought":"Simulated thought","#
      + #""action_name":"simulate","observation":"Simulated observation \#(number + 1)"}],"#
      + #""final_answer":"\#(run.finalAnswer ?? "")","success":false,"metadata":\#(metadataJSON)}"#
      + "\n"
    text +=
      #"{"type":"detection",\#(place),"config":"simulated","is_failure":true,"failure_type":""#
      + types[number % types.count].rawValue
      + #"","severity":0.3,"weight":0.7,"recoverable":true}"# + "\n"
    text += #"{"type":"outcome",\#(place),"config":"simulated"}"# + "\n"
    text +=
      #"{"type":"attempt",\#(behind),"k":1,"goal":"\#(attempt.hindsightGoal ?? "")","valid":"#
      + "\(attempt.valid ?? false)" + #","confidence":"# + CanonicalJSON.text(of: first) + "}\n"
    for k in stride(from: 2, through: attempts, by: 1) {
      text += #"{"type":"attempt",\#(behind),"k":\#(k),"status":"refused"}"# + "\n"
    }
    for (judge, confidence) in zip(configs.judges, confidences.dropFirst()) {
      text +=
        #"{"type":"vote",\#(behind),"k":1,"judge":"\#(judge.name)","valid":"#
        + "\(confidence >= SimulatedLog.theta)" + #","confidence":"#
        + CanonicalJSON.text(of: confidence) + "}\n"
    }
    return text
  }
}
