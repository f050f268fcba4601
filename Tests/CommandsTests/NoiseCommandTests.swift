import Foundation
import RegoalTesting
import Testing

@Suite("Commands about noise")
struct NoiseCommandTests {
  /// The simulated ratings, under the policy that their frame was drawn for.
  private static func rated() throws -> Trial {
    let trial = try Trial()
    let log = Program.package.appending(path: "Samples/simulated-ratings.jsonl").path
    #expect(try trial.program("ingest", log).status == 0)
    #expect(
      try trial.program(
        "rerun", "gate", "--fallback", "none", "--vote-valid", "ignored", "--attempts", "2"
      ).status == 0)
    return trial
  }

  /// The first row of a table, by column.
  private static func row(_ csv: String) throws -> [String: String] {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let (head, first) = (try #require(lines.first), try #require(lines.dropFirst().first))
    return Dictionary(zip(head, first), uniquingKeysWith: { one, _ in one })
  }

  @Test("noise is that of the SQL query, for the policy applied last")
  func noise() throws {
    let trial = try Self.rated()
    let noise = try trial.program("noise", "--csv")
    #expect(noise.status == 0 && noise.errors.contains("simulated, not a model"))
    let query = try trial.program("query", "label_noise", "--csv").output
    let counted = try Self.row(
      query.split(separator: "\n").enumerated().filter {
        $0.offset == 0 || $0.element.hasPrefix("all,all")
      }
      .map { String($0.element) }.joined(separator: "\n"))
    let row = try Self.row(noise.output)
    for column in ["accepted", "rated", "invalid", "unsettled", "noise"] {
      #expect(row[column] == counted[column], "\(column)")
    }
    #expect(try trial.program("noise", "--by", "failure-type", "--json").status == 0)
    #expect(
      try trial.program("noise", "--by", "theta", "--part", "noise", "--csv").output
        .split(separator: "\n").count == 10)
    let compared = try trial.program("noise", "theta=0.7", "theta=0.5", "--part", "test", "--csv")
    #expect(compared.status == 0)
    #expect(try trial.program("noise", "--model", "dawid-skene").output.contains("ratings"))
    let typo = try trial.program("noise", "--failure-type", "incomplet")
    #expect(typo.status == 1 && typo.errors.contains("did you mean 'incomplete'?"))
    #expect(try trial.program("noise", "--paper", "--by", "judge").status == 64)
  }

  @Test("say that nothing is rated, where nothing is")
  func unrated() throws {
    let trial = try Trial()
    let log = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", log).status == 0)
    #expect(try trial.program("run", "--out", "o").status == 0)
    let noise = try trial.program("noise", "--csv")
    #expect(noise.status == 0 && noise.errors.contains("regoal annotate plan"))
    let row = try Self.row(noise.output)
    #expect(row["rated"] == "0" && row["noise"] == "")
    #expect(try trial.program("agreement").output.contains("not known"))
    #expect(try trial.program("calibration").output.contains("nothing is known"))
    #expect(try trial.program("calibration", "--save", "x").status == 1)
    let certify = try trial.program("certify")
    #expect(certify.status == 1 && certify.errors.contains("no frame fixes a grid"))
    let model = try trial.program("noise", "--model", "dawid-skene")
    #expect(model.status == 1 && model.errors.contains("a third judge"))
    let paper = try trial.program("noise", "--paper").output
    #expect(paper.contains("reconstructed from counts"))
    #expect(paper.contains("0.7692") && paper.contains("0.9385"))
    #expect(try trial.program("bound", "--paper").output.contains("42.3333"))
  }

  @Test("calibration stores maps, draws reliability, and is read by noise")
  func calibration() throws {
    let trial = try Self.rated()
    let saved = try trial.program("calibration", "--save", "may", "--chart", "may.svg", "--csv")
    #expect(saved.status == 0, "\(saved.errors)")
    #expect(try trial.folder.data("may.svg").starts(with: Data("<svg".utf8)))
    #expect(saved.output.split(separator: "\n").count == 5)
    #expect(
      try trial.program("query", "calibrations", "--csv").output.contains("may,judge-a,158,platt,5")
    )
    #expect(try trial.program("db", "check", "--deep").status == 0)
    #expect(
      try trial.program("noise", "--csv").output
        != trial.program("noise", "--confidence", "calibrated:may", "--csv").output)
    let other = try trial.program("noise", "--confidence", "calibrated:mai")
    #expect(other.status == 1 && other.errors.contains("did you mean 'may'?"))
    let refused = try trial.program("certify", "--confidence", "calibrated:may")
    #expect(refused.status == 64 && refused.errors.contains("that its frame was planned with"))
    // Decisions, sweep, comparison and export read them as well.
    let gate = try trial.program("rerun", "gate", "--confidence", "calibrated")
    #expect(gate.status == 0, "\(gate.errors)")
    let sweep = try trial.program(
      "sweep", "--at", "0.5,0.9", "--over", "confidence=recorded,calibrated:may", "--csv")
    #expect(sweep.status == 0 && sweep.output.contains("calibrated:may"), "\(sweep.errors)")
    let diff = try trial.program("diff", "confidence=recorded", "confidence=calibrated")
    #expect(diff.status == 0 && diff.output.contains("confidence"), "\(diff.errors)")
    #expect(try trial.program("export", "--format", "trl-sft", "--out", "o").status == 0)
    let verified = try trial.program("verify", "o")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(try trial.program("db", "check", "--deep").status == 0)
    let lazy = try trial.program("run", "--collect", "lazy", "--confidence", "calibrated")
    #expect(lazy.status == 1 && lazy.errors.contains("as they are given, not calibrated"))
    #expect(try trial.program("calibration", "--chart").output.contains("Share valid"))
  }

  @Test("certify ends with 1 where nothing is certified, and says what would do")
  func certify() throws {
    let trial = try Self.rated()
    let five = try trial.program("certify")
    #expect(five.status == 1 && five.output.contains("24 more ratings would do"))
    let ten = try trial.program("certify", "--max-noise", "0.1", "--csv")
    #expect(ten.status == 0)
    #expect(try Self.row(ten.output)["theta"] == "0.5")
    let power = try trial.program("certify", "--power", "--part", "least", "--csv", "--db", "no.db")
    #expect(power.status == 0 && power.output.hasSuffix(",3,132\n"))
    #expect(try trial.program("certify", "--power", "--thetas", "0.5,0.9").status == 64)
    #expect(try trial.program("certify", "--thetas", "0.5").status == 64)
    #expect(try trial.program("certify", "--risk", "1").status == 64)
    let bound = try trial.program("bound", "--gain", "1", "--cost", "30", "--csv")
    #expect(try Self.row(bound.output)["gain_low"]?.hasPrefix("-") == true)
    #expect(try trial.program("bound", "--gain", "1").status == 64)
  }
}
