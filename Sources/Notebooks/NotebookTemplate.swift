/// A notebook to begin with: it runs at once, on any database.
public enum NotebookTemplate {
  /// - Parameter title: one line.
  public static func text(title: String) -> String {
    """
    ---
    title: \(title)
    question: What would another confidence threshold accept?
    database: made by `regoal ingest FILE` and `regoal run`
    ---

    # \(title)

    A cell is a fenced block `sql`. This one asks a named query (`regoal query` lists them); its parameters stand
    beside its name.

    ```sql as=curve query=theta_curve
    ```

    This one is SQL of its own. It reads from the cell above by its name, and is drawn, too.

    ```sql as=yield chart=step x=theta_low..theta_high y=yield_low..yield_high title='Yield over the threshold'
    SELECT
      theta_low,
      theta_high,
      processed,
      (accepted + fallback + open_in) * 1.0 / processed AS yield_low,
      (accepted + fallback + open - open_out) * 1.0 / processed AS yield_high
    FROM curve
    ORDER BY theta_low, theta_high
    ```

    Numbers in prose are taken from cells: at θ = 0 at least <!-- =yield.yield_low[1] | percent 1 -->?<!-- /= --> of
    <!-- =yield.processed[1] -->?<!-- /= --> failed runs are accepted, at θ = 1 at least
    <!-- =yield.yield_low[last] | percent 1 -->?<!-- /= -->.

    ## What we learned

    Write here what the cells show.

    """
  }
}
