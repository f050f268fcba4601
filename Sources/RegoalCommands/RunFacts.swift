internal import Store
internal import Tables

/// All that is stored about one run, as named queries answer it.
struct RunFacts {
  let name: String
  let digest: String
  let file: String
  /// One row.
  let trajectory: Table
  let groups: Table
  let steps: Table
  let detections: Table
  let outcomes: Table
  let attempts: Table
  let votes: Table
  let collections: Table
  let decisions: Table

  init(_ run: NamedRun, in store: Store) throws {
    name = run.name
    digest = run.digest
    file = run.file
    trajectory = try store.run("load_trajectory", ["id": .integer(run.row)])
    groups = try store.run("load_groups", ["task_id": trajectory.value(0, "task_id")])
    steps = try store.run("load_steps", ["trajectory_id": .integer(run.row)])
    func facts(_ query: String) throws -> Table {
      try store.run(query, ["trajectory": .text(run.digest)])
    }
    detections = try facts("detections_of_run")
    outcomes = try facts("outcomes_of_run")
    attempts = try facts("attempts_of_run")
    votes = try facts("votes_of_run")
    collections = try facts("collections_of_run")
    decisions = try facts("decisions_of_run")
  }

  /// Rows of a table whose column has that value.
  static func rows(of table: Table, where column: String, is value: Table.Value) -> [Int] {
    table.rows.indices.filter { table.value($0, column) == value }
  }
}
