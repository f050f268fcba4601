/// Told of the progress of long work. Kept by whoever owns the terminal.
public protocol ProgressDisplay {
  /// - Parameter total: how many units there are to do; nil: not known.
  func begin(_ what: String, total: Int?)
  func advance(to done: Int)
  func end()
}

/// Tells nobody.
public struct SilentProgress: ProgressDisplay {
  public init() {}
  public func begin(_ what: String, total: Int?) {}
  public func advance(to done: Int) {}
  public func end() {}
}
