internal import Experiments
internal import LanguageModels
internal import Trajectories

extension ErrorText {
  static func chat(_ error: ChatError) -> (String, fix: String?) {
    switch error {
    case .unreachable(let endpoint, let reason, let tries):
      (
        "'\(endpoint)' gave no answer\(after(tries)): \(reason)",
        "look whether it runs, and give the same command again: it continues"
      )
    case .timedOut(let endpoint, let seconds, let tries):
      (
        "'\(endpoint)' gave no answer in \(Int(seconds.rounded())) s\(after(tries))",
        "allow a try more with ',timeout=SECONDS' behind the endpoint, or less in parallel"
      )
    case .missingKey(let endpoint, let variable):
      (
        "'\(endpoint)' needs a key, and \(variable) is not set",
        "export \(variable)=…, or name another variable with ',key=VARIABLE'"
      )
    case .unauthorized(let endpoint, let variable?):
      ("'\(endpoint)' refuses the key in \(variable)", "put a valid key into \(variable)")
    case .unauthorized(let endpoint, nil):
      (
        "'\(endpoint)' wants a key",
        "name the environment variable that holds it: ',key=VARIABLE' behind the endpoint"
      )
    case .unknownModel(let endpoint, let model, let reason):
      (
        "'\(endpoint)' does not know the model '\(model)': \(reason)",
        "check the model's name; the address, which often ends in /v1, may be wrong as well"
      )
    case .refusedRequest(let endpoint, let status, let reason):
      ("'\(endpoint)' refused the request (HTTP \(status)): \(reason)", nil)
    case .badAnswer(let endpoint, let reason):
      (
        "'\(endpoint)' answered with no chat completion: \(reason)",
        "check the address: it is the part before /chat/completions, and often ends in /v1"
      )
    case .circuitOpen(let endpoint):
      (
        "'\(endpoint)' failed so often that it is left alone for a while",
        "give the same command again when it is back: it continues"
      )
    case .budgetReached(let what):
      ("the budget is reached: \(what)", "allow more; the same command continues")
    case .cancelled: ("interrupted", nil)
    case .noted: ("the request waits for a batch service", "regoal batch status")
    }
  }

  private static func after(_ tries: Int) -> String {
    tries == 0 ? "" : tries == 1 ? " to 1 try" : " to \(tries) tries"
  }

  static func prompt(_ error: PromptError) -> (String, fix: String?) {
    switch error {
    case .unknown(let name, let known):
      (
        "there is no prompt '\(name)'",
        Suggestion.fix(
          name, among: known,
          all:
            "there are: \(known.joined(separator: ", ")); 'regoal prompt show' lists their digests")
      )
    case .ambiguous(let name, let candidates):
      ("'\(name)' means several prompts: \(candidates.joined(separator: ", "))", "give more digits")
    case .noSections(let template):
      (
        "prompt '\(template)' is not made of sections",
        "it begins with a line '# system' or '# user', has one of each at most, and a '# user'"
      )
    case .unknownPart(let template, let line, let part, let known):
      (
        "prompt '\(template)', line \(line): it may not show '\(part)'",
        Suggestion.fix(part, among: known, all: "it takes: " + known.joined(separator: ", "))
      )
    case .missingPart(let template, let part):
      ("prompt '\(template)' has no place for '\(part)'", "put {{\(part)}} where it belongs")
    case .repeatedPart(let template, let line, let part):
      ("prompt '\(template)', line \(line): '\(part)' stands in it twice", "leave one of them out")
    case .overBudget(let template, let tokens, let budget):
      (
        "prompt '\(template)' takes \(tokens) tokens even with all cut that may be cut; the budget is "
          + "\(budget)", "allow more tokens: at least \(tokens)"
      )
    }
  }

  static func fill(_ error: FillError) -> (String, fix: String?) {
    let made = error.made.isEmpty ? "no engine" : error.made.joined(separator: ", ")
    let option =
      switch error.stage {
      case .detect: "--detector"
      case .extract: "--extractor"
      case .relabel: "--relabeler"
      case .judge: "--judge"
      }
    return (
      "the policy reads answers of '\(error.wanted)' (\(error.stage.rawValue)), and \(made) would give them, "
        + "which is another config",
      "name the engine that gave them, as it was named then, with \(option)"
    )
  }

  static func endpoint(_ error: ChatEndpointError) -> (String, fix: String?) {
    let notation = "[NAME=]MODEL[@ADDRESS][,SETTING=VALUE…]"
    switch error {
    case .noModel(let text):
      return ("'\(text)' names no model", "an endpoint is written \(notation)")
    case .badLabel(let label):
      return (
        "'\(label)' cannot be an endpoint's name",
        "it takes letters and digits of ASCII, and - _ . : /"
      )
    case .noScheme(let address):
      return (
        "'\(address)' does not say how the endpoint is reached",
        "an address begins with http:// or https://"
      )
    case .badAddress(let address, let reason):
      return (
        "'\(address)' is no address of an endpoint: \(reason)", "such as http://localhost:8000/v1"
      )
    case .addressWithSecret(let model):
      return (
        "the address of '\(model)' holds a user, a password or a query",
        "give the address alone, and the key in an environment variable: ',key=VARIABLE'"
      )
    case .unknownSetting(let text, let name, let known):
      return (
        "'\(text)' has an unknown setting '\(name)'",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .repeatedSetting(let name): return ("'\(name)' is given twice", "give it once")
    case .badValue(let name, let text, let expected):
      return ("'\(name)' is '\(text)'", "it takes \(expected)")
    case .notAVariable(let label):
      return (
        "'key' of '\(label)' is no name of an environment variable",
        "never the key itself: name the variable that holds it, in upper case, such as key=MY_KEY; "
          + "key=none sends none"
      )
    case .badKey(let endpoint, let variable):
      return (
        "the key of '\(endpoint)' in \(variable) has spaces or other signs that no key has",
        "copy it again into \(variable)"
      )
    }
  }
}
