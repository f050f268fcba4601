// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let http = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map {
  Target.Dependency.product(name: $0, package: "swift-nio")
}
let parser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A module of ours: a name, what it may import (DESIGN.md §4), and packages from outside.
func module(
  _ name: String, _ imports: [String] = [], outside: [Target.Dependency] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) } + outside,
    swiftSettings: settings, plugins: plugins)
}

func tests(
  _ name: String, _ imports: [String], outside: [Target.Dependency] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: (imports + ["RegoalTesting"]).map { .byName(name: $0) } + outside,
    swiftSettings: settings)
}

let package = Package(
  name: "regoal",
  products: [.executable(name: "regoal", targets: ["regoal"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.81.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .target(
      name: "CSimdjson",
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
    .target(name: "CSQLiteSetup", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

    .executableTarget(name: "EmbedSQLTool", swiftSettings: settings),
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["EmbedSQLTool"]),

    module("SourceJSON", ["Trajectories"], outside: ["CSimdjson"]),
    module("Trajectories", outside: [crypto]),
    module("Tables"),
    module("SQLFiles", outside: [crypto], plugins: ["EmbedSQL"]),
    module(
      "Store", ["SQLFiles", "Tables", "Trajectories"],
      outside: [crypto, grdb, sqlite, "CSQLiteSetup"]),
    module("Statistics"),
    module("Workers"),
    module(
      "Ingest", ["SourceJSON", "Trajectories", "Workers"], outside: ["CArchive", "CZlib"]),
    module("Relabeling", ["SourceJSON", "Trajectories"]),
    module(
      "LanguageModels", ["Relabeling", "SourceJSON", "Trajectories"], outside: [http] + nio,
      plugins: ["EmbedSQL"]),
    module(
      "Experiments",
      ["LanguageModels", "Relabeling", "Statistics", "Store", "Tables", "Trajectories", "Workers"],
      outside: [yams], plugins: ["EmbedSQL"]),
    module(
      "Exports",
      [
        "LanguageModels", "Relabeling", "SourceJSON", "Store", "Tables", "Trajectories", "Workers",
      ],
      outside: [crypto, "CZlib"]),
    module("Notebooks", ["SQLFiles", "Store", "Tables"]),
    module(
      "RegoalCommands",
      [
        "Experiments", "Exports", "Ingest", "LanguageModels", "Notebooks", "Relabeling", "SQLFiles",
        "Statistics", "Store", "Tables", "Trajectories",
      ],
      outside: [parser, yams]),
    .executableTarget(
      name: "regoal", dependencies: ["RegoalCommands", parser], swiftSettings: settings),
    .executableTarget(
      name: "CorpusGenerator", dependencies: [parser], swiftSettings: settings),
    .executableTarget(
      name: "CallBenchmark", dependencies: ["LanguageModels", parser, http] + nio,
      swiftSettings: settings),
    .executableTarget(
      name: "RegoalBenchmark",
      dependencies: ["Ingest", "Relabeling", "Trajectories", "Workers", parser],
      swiftSettings: settings),

    .target(
      name: "RegoalTesting",
      dependencies: ["SQLFiles", "Store", "Tables", "Trajectories"] + nio,
      path: "Tests/RegoalTesting", swiftSettings: settings),
    tests("Architecture", []),
    tests(
      "Commands",
      ["RegoalCommands", "SQLFiles", "Store", "Tables", "regoal", "CorpusGenerator"],
      outside: [sqlite]),
    tests(
      "Experiments",
      [
        "Experiments", "LanguageModels", "Relabeling", "SQLFiles", "Statistics", "Store",
        "Tables", "Trajectories",
      ],
      outside: [sqlite]),
    tests(
      "Exports",
      [
        "Experiments", "Exports", "Ingest", "Relabeling", "SQLFiles", "SourceJSON", "Store",
        "Trajectories",
      ], outside: [yams]),
    tests("Ingest", ["Ingest", "SourceJSON", "Trajectories"]),
    tests("Notebooks", ["Notebooks", "SQLFiles", "Store", "Tables"]),
    tests("Queries", ["SQLFiles", "Store", "Tables"], outside: [sqlite]),
    tests("LanguageModels", ["LanguageModels", "Relabeling", "SourceJSON", "Trajectories"]),
    tests("RegoalTesting", []),
    tests("Relabeling", ["Relabeling", "SourceJSON", "Trajectories"]),
    tests("Statistics", ["Statistics"]),
    tests("Store", ["Ingest", "SQLFiles", "Store", "Tables", "Trajectories"]),
    tests("Tables", ["Tables"]),
    tests("Trajectories", ["SourceJSON", "Trajectories"]),
    tests("Workers", ["Workers"]),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzing harness is built by 'make fuzz' alone.
if Context.environment["REGOAL_FUZZING"] == "1" {
  package.targets += [
    .target(name: "CFuzzer", path: "Fuzzing/CFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: ["CFuzzer", "Ingest", "LanguageModels", "SourceJSON", "Trajectories"],
      path: "Fuzzing/Fuzz", swiftSettings: settings),
  ]
}
