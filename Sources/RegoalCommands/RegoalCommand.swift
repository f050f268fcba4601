public import ArgumentParser
internal import Yams
public struct RegoalCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(commandName: "regoal")
  public init() {}
}
