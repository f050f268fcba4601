import RegoalTesting
import Testing

@Suite("Help")
struct HelpTests {
  @Test(
    "of every command shows an example",
    arguments: [
      [], ["ingest"], ["audit"], ["formats"], ["run"], ["rerun"], ["export"], ["query"], ["db"],
      ["db", "status"],
      ["db", "migrate"], ["db", "check"], ["db", "backup"], ["db", "forget"], ["db", "merge"],
      ["db", "dump"], ["show"],
      ["sweep"], ["ablate"], ["diff"], ["rounds"], ["goals"], ["noise"],
      ["agreement"], ["calibration"], ["certify"], ["bound"], ["notebook"], ["notebook", "run"],
      ["notebook", "check"], ["notebook", "new"], ["notebook", "sql"], ["cost"], ["cost", "price"],
      ["cost", "price", "set"], ["prompt"], ["prompt", "show"], ["prompt", "diff"], ["models"],
      ["models", "check"], ["batch"], ["batch", "write"], ["batch", "read"], ["batch", "status"],
      ["split"],
      ["split", "make"], ["split", "show"], ["split", "check"], ["export", "diff"], ["verify"],
      ["annotate"], ["annotate", "plan"], ["annotate", "next"], ["annotate", "status"],
      ["annotate", "export"], ["annotate", "import"], ["simulate"],
    ])
  func example(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try Program(in: folder.url).run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("EXAMPLE"))
    #expect(result.output.contains("regoal \(command.joined(separator: " "))"))
  }

  @Test("is asked for with exit code 64 after a usage error")
  func usage() throws {
    let folder = try TemporaryFolder()
    let program = Program(in: folder.url)
    #expect(try program("rerun", "gate", "--theta", "1.5").status == 64)
    #expect(try program("rerun", "nonsense").status == 64)
    #expect(try program("query", "decisions", "-p", "theta").status == 64)
  }

  @Test("names every subcommand, so that this list misses none")
  func subcommands() throws {
    let folder = try TemporaryFolder()
    let text = try Program(in: folder.url)("--help").output
    let listed = text.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(
      listed == [
        "ingest", "audit", "formats", "run", "rerun", "sweep", "ablate", "diff", "rounds",
        "goals", "annotate", "noise", "agreement", "calibration", "certify", "bound", "simulate",
        "split", "export", "verify", "batch", "cost", "query", "notebook", "show", "prompt",
        "models", "db",
      ])
  }
}
