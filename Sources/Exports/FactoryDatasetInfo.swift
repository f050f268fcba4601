internal import Trajectories

/// `dataset_info.json`, by which LLaMA-Factory finds data sets: one entry a file, named after it.
/// - Source: llamafactory 0.9.5, `data/parser.py` (`DatasetAttr`).
enum FactoryDatasetInfo {
  static let name = "dataset_info.json"

  /// - Parameter files: of any format.
  /// - Returns: nil where none of them is LLaMA-Factory's.
  static func text(_ files: [ExportRun.File]) -> String? {
    let columns = [
      FactoryRankingExporter.name: [
        ("messages", "conversations"), ("chosen", "chosen"), ("rejected", "rejected"),
      ],
      FactoryKTOExporter.name: [("messages", "conversations"), ("kto_tag", "kto_tag")],
      FactoryShareGPTExporter.name: [
        ("messages", "conversations"), ("system", "system"), ("tools", "tools"),
      ],
    ]
    let files = files.filter { columns[$0.format] != nil }
    guard !files.isEmpty else { return nil }
    var json = CanonicalJSON()
    json.beginObject()
    for file in files {
      json.key(entry(file.name))
      json.beginObject()
      json.member("file_name", file.name)
      json.member("formatting", "sharegpt")
      if file.format == FactoryRankingExporter.name { json.member("ranking", true) }
      json.key("columns")
      json.beginObject()
      for (column, name) in columns[file.format] ?? [] { json.member(column, name) }
      json.endObject()
      json.endObject()
    }
    json.endObject()
    return json.text
  }

  /// The entry of a file.
  static func entry(_ file: String) -> String { String(file.prefix { $0 != "." }) }
}
