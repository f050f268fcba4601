internal import ArgumentParser

/// `--detect-config --extract-config --relabel-config --series`, for every cell that names none.
struct NotebookConfigs: ParsableArguments {
  @Option(help: ArgumentHelp("Detect config of cells that name none.", valueName: "name"))
  var detectConfig: String?
  @Option(help: ArgumentHelp("Extract config of cells that name none.", valueName: "name"))
  var extractConfig: String?
  @Option(help: ArgumentHelp("Relabel config of cells that name none.", valueName: "name"))
  var relabelConfig: String?
  @Option(help: ArgumentHelp("Series of cells that name none.", valueName: "name"))
  var series: String?

  /// Texts by the names of queries' parameters.
  var defaults: [String: String] {
    [
      "detect_config": detectConfig, "extract_config": extractConfig,
      "relabel_config": relabelConfig, "series": series,
    ].compactMapValues { $0 }
  }
}
