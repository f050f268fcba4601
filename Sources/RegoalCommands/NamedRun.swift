internal import Store
internal import Tables
internal import Trajectories

/// A stored run that a user named: by the source's id, `label/id`, either with `#digest12`, or a digest.
/// - Source: DESIGN.md §6.
struct NamedRun {
  let row: Int64
  /// What people call it.
  let name: String
  let digest: String
  let externalID: String
  /// File that it was read from.
  let file: String

  /// - Returns: nil if the name means none.
  /// - Throws: `CommandError` if it means several.
  static func find(_ name: String, in store: Store) throws -> NamedRun? {
    let runs = try store.run("runs_named", ["name": .text(name)]).rows.map { row in
      NamedRun(
        row: row[0].integer ?? 0, name: row[1].text ?? "", digest: row[2].text ?? "",
        externalID: row[4].text ?? "", file: row[5].text ?? "")
    }
    guard runs.count > 1 else { return runs.first }
    // What people call a run may itself be another's id: then only the digest tells them apart.
    let candidates = runs.map { run in
      Console.safe(run.name == name ? run.digest : run.name)
    }
    throw CommandError(
      what: "'\(Console.safe(name))' means \(runs.count) runs: "
        + candidates.joined(separator: ", "), fix: "name one of them, or its digest")
  }

  /// - Throws: `CommandError`, with the nearest name, if there is none.
  static func required(_ name: String, in store: Store) throws -> NamedRun {
    if let run = try find(name, in: store) { return run }
    if let stone = try tombstone(name, in: store) { throw StoreError.forgotten(stone) }
    throw try unknown(name, in: store)
  }

  static func unknown(_ name: String, in store: Store) throws -> CommandError {
    var near: [String] = []
    let reach = max(1, name.count / 3)
    try store.forEachRow(of: "trajectory_names") { row in
      // Names of another length are no slips of this one.
      let known = row.text(1) ?? ""
      if abs(known.utf8.count - name.utf8.count) <= reach { near.append(known) }
    }
    return CommandError(
      what: "there is no trajectory '\(Console.safe(name))'",
      fix: Console.safe(
        Suggestion.fix(name, among: near, all: "'regoal query trajectory_names' lists them")))
  }

  /// The tombstone of a run that was forgotten, by the same kinds of names.
  static func tombstone(_ name: String, in store: Store) throws -> Tombstone? {
    var ids = [name]
    if let mark = name.lastIndex(of: "#") { ids.append(String(name[..<mark])) }
    for id in ids {
      for at in id.indices where id[at] == "/" { ids.append(String(id[id.index(after: at)...])) }
    }
    for id in ids {
      if let stone = try store.tombstone(named: id) { return stone }
    }
    return nil
  }
}
