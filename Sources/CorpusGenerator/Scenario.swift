/// A family of tasks: one goal text with open places, a small world to search, and what runs say.
///
/// Every text is a phrase in the notation of `PhraseBook`. The world of a task holds a few records
/// (offers, flights, releases, …), each with a name, a code and three numbers x, y, z. The goal
/// limits x. The record `best` keeps the limit if the task can be done at all; no other does.
struct Scenario {
  var domain: String
  /// Unique among all scenarios.
  var template: String
  var site: String
  var errors: ErrorStyle = .http
  var systemPrompt: String?
  /// OpenAI function schemas, a JSON array on one line.
  var tools: String?

  /// Open places, filled once a task in this order; a value may use the ones before it. One must be
  /// `subject`, a noun phrase that the shared texts use.
  var slots: KeyValuePairs<String, [String]>
  /// Names of records. A record differs from the others by its `$(brand)`, or by the entry used.
  var names: [String]
  /// The limit, in whole units.
  var limit: ClosedRange<Int>
  var sense: Sense = .atMost
  /// Decimal places of x.
  var decimals = 2
  var y: ClosedRange<Int>
  var z: ClosedRange<Int>

  var goals: [String]
  /// How a list shows one record, `$(r)`.
  var row: String

  var search: [Move]
  /// Looks at one record, `$(cur)`.
  var look: [Move]
  /// Steps that help with no record in particular.
  var aside: [Move]
  /// The deed that ends the run, done to `$(pick)`.
  var finish: Move
  /// The deed gone wrong, of a run with a wrong result.
  var slip: Move
  /// Steps of a run that has left its task.
  var drift: [Move]

  var done: [String]
  var overLimit: Ending
  var wrong: Ending
  var invented: Ending
  var astray: Ending

  /// What the limit on x asks for.
  enum Sense {
    case atMost
    case atLeast
  }

  /// Where the tools run, which decides what their errors look like.
  enum ErrorStyle {
    case http
    case python
    case browser
  }

  /// Final answers of a kind of failure, and the reasons stated for it, at most two variants of
  /// each. A run uses the same variant of both; with `astray`, of the drift as well. The second
  /// variant of `overLimit` is that of a run which has not done the deed.
  struct Ending {
    var answers: [String]
    var reasons: [String]
  }
}
