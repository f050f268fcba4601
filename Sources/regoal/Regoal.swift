import ArgumentParser
import RegoalCommands

@main
struct Regoal {
  static func main() async {
    await RegoalCommand.main()
  }
}
