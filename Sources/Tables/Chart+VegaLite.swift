extension Chart {
  /// The chart as a Vega-Lite 5 specification, the table's rows in it: JSON with a final newline.
  public func vegaLite() -> String {
    let seriesField = self.seriesField
    let rows = table.rows.indices.map { row in
      var members = table.columns.indices.map { column in
        Table.quoted(table.columns[column]) + ":" + table.rows[row][column].jsonText
      }
      if let seriesField {
        let name = series[seriesOfRows[row]].name
        members.append(Table.quoted(seriesField) + ":" + Table.quoted(name))
      }
      return "      {" + members.joined(separator: ",") + "}"
    }
    let layers = self.layers.map { "    " + $0 }.joined(separator: ",\n")
    return """
      {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": \(Table.quoted(title)), "subtitle": \(Table.quoted(note ?? ""))},
        "width": 480,
        "data": {
          "values": [
      \(rows.joined(separator: ",\n"))
          ]
        },
        "layer": [
      \(layers)
        ]
      }

      """
  }

  /// A field that tells the series apart, unless there is one alone.
  private var seriesField: String? {
    switch columns.by.count {
    case 0: nil
    case 1: nil
    default: table.columns.contains("series") ? "series_of_chart" : "series"
    }
  }

  private var colour: String {
    guard let field = seriesField ?? columns.by.first else { return "" }
    return ", \"color\": \(channel(field, "nominal"))"
  }

  private var layers: [String] {
    let y = channel(columns.y, "quantitative", title: yTitle)
    let yEnd = columns.yEnd.map { ", \"y2\": {\"field\": \(Chart.field($0))}" } ?? ""
    switch kind {
    case .step where columns.xEnd != nil:
      let x = channel(columns.x, "quantitative", title: xTitle)
      let xEnd = columns.xEnd.map { ", \"x2\": {\"field\": \(Chart.field($0))}" } ?? ""
      let band =
        columns.yEnd == nil
        ? []
        : [
          "{\"mark\": {\"type\": \"rect\", \"opacity\": 0.25}, "
            + "\"encoding\": {\"x\": \(x)\(xEnd), \"y\": \(y)\(yEnd)\(colour)}}"
        ]
      return band + [
        "{\"mark\": {\"type\": \"rule\", \"strokeWidth\": 2}, "
          + "\"encoding\": {\"x\": \(x)\(xEnd), \"y\": \(y)\(colour)}}"
      ]
    case .step, .line:
      let x = channel(columns.x, "quantitative", title: xTitle)
      let mark =
        kind == .step
        ? "{\"type\": \"line\", \"interpolate\": \"step-after\"}"
        : "{\"type\": \"line\", \"point\": true}"
      let band =
        columns.yEnd == nil
        ? []
        : [
          "{\"mark\": {\"type\": \"rule\", \"strokeWidth\": 6, \"opacity\": 0.25}, "
            + "\"encoding\": {\"x\": \(x), \"y\": \(y)\(yEnd)\(colour)}}"
        ]
      return band + ["{\"mark\": \(mark), \"encoding\": {\"x\": \(x), \"y\": \(y)\(colour)}}"]
    case .bar:
      // Bars lie, so that long names stay readable.
      let names = channel(columns.x, "nominal", title: columns.x, more: ", \"sort\": null")
      let group =
        columns.by.isEmpty
        ? ""
        : ", \"yOffset\": {\"field\": \(Chart.field(seriesField ?? columns.by[0]))}\(colour)"
      let value = channel(columns.y, "quantitative", title: yTitle)
      let solid = "{\"mark\": \"bar\", \"encoding\": {\"y\": \(names), \"x\": \(value)\(group)}}"
      guard let end = columns.yEnd else { return [solid] }
      return [
        solid,
        "{\"mark\": {\"type\": \"bar\", \"opacity\": 0.25}, \"encoding\": {\"y\": \(names), "
          + "\"x\": \(value), \"x2\": {\"field\": \(Chart.field(end))}\(group)}}",
      ]
    }
  }

  private func channel(
    _ name: String, _ type: String, title: String? = nil, more: String = ""
  ) -> String {
    "{\"field\": \(Chart.field(name)), \"type\": \"\(type)\""
      + (title.map { ", \"title\": \(Table.quoted($0))" } ?? "") + more + "}"
  }

  /// A column's name as Vega-Lite reads it: dots and brackets would mean members.
  private static func field(_ name: String) -> String {
    var field = ""
    for character in name {
      if ".[]\\'\"".contains(character) { field += "\\" }
      field.append(character)
    }
    return Table.quoted(field)
  }
}
