internal import ArgumentParser

struct PromptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt",
    abstract: "What models are asked: the prompts, and how they look for a stored run.",
    discussion: """
      There is one prompt a stage (detect, extract, relabel, judge), and one that asks for an unreadable answer \
      in the right shape (repair). A prompt is known by the digest of its text, which is part of every model \
      config.

      EXAMPLE
        regoal prompt show
        regoal prompt show judge
        regoal prompt show judge --run run-17 --k 2
        regoal prompt diff judge my-judge.md
      """,
    subcommands: [PromptShowCommand.self, PromptDiffCommand.self])
}
