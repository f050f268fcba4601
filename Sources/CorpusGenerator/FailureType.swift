/// The ways in which a generated run misses its goal; the raw value is what the log carries.
enum FailureType: String, CaseIterable {
  case incomplete
  case constraintViolation = "constraint_violation"
  case wrongResult = "wrong_result"
  case toolError = "tool_error"
  case hallucination
  case offTopic = "off_topic"

  /// Share of this type among the failures, in percent; the shares add up to 100.
  var share: Int {
    switch self {
    case .incomplete: 24
    case .constraintViolation: 20
    case .wrongResult: 22
    case .toolError: 14
    case .hallucination: 10
    case .offTopic: 10
    }
  }

  /// The type that a number in 0..<100 stands for, each having as many numbers as its share.
  init(ticket: Int) {
    var end = 0
    for type in Self.allCases {
      end += type.share
      if ticket < end {
        self = type
        return
      }
    }
    self = .incomplete
  }
}
