/// A shell script that uploads the data and starts the job: OpenAI trains behind an API, which takes JSON.
///
/// The key goes from the environment to curl's standard input, not into its arguments, which others can see.
/// - Source: openai 3.54.0, `types/fine_tuning/job_create_params.py`.
enum OpenAIRecipe {
  /// One that the package itself names among those to train.
  static let model = "gpt-4o-mini"

  /// - Parameters:
  ///   - method: OpenAI's word for the objective.
  ///   - beta: nil: the objective has none.
  static func recipe(
    for report: ExportRun.FormatReport, _ training: PaperTraining, method: String,
    beta: String? = nil
  ) -> Recipe {
    let name = report.format + ".recipe.sh"
    let betaLine = beta.map { "\n        \"beta\": \($0)," } ?? ""
    let betaNote = beta.map { "; β \($0)" } ?? ""
    let text = """
      # \(Recipe.title(report))
      #
      # In this folder, with curl and a key of OpenAI's in OPENAI_API_KEY:
      #   sh \(name)
      # Another model, and another of the paper's seeds (\(Recipe.seeds)):
      #   MODEL=NAME SEED=1234 sh \(name)
      #
      # Numbers: AgentHER, arXiv 2603.21357: \(Recipe.epochs(training)); batch \(PaperTraining.batch)\
      \(betaNote); seed \(PaperTraining.seed).
      #   Its LoRA, learning rate \(training.learningRate) and \(PaperTraining.maxLength) tokens have no place at \
      OpenAI.
      # Length: \(Recipe.longer(report)) (estimated), and train all the same.
      # Weight: \(report.weightNote).
      set -eu

      : "${OPENAI_API_KEY:?is needed}"
      model=${MODEL:-\(model)}
      seed=${SEED:-\(PaperTraining.seed)}
      api=${OPENAI_BASE_URL:-https://api.openai.com/v1}

      call() {
        printf 'header = "Authorization: Bearer %s"\\n' "$OPENAI_API_KEY" |
          curl --silent --show-error --fail-with-body --config - "$@"
      }

      data=$(mktemp)
      trap 'rm -f "$data"' EXIT
      cat \(report.files.map(\.name).joined(separator: " ")) > "$data"
      answer=$(call --form purpose=fine-tune \
      --form "file=@$data;filename=\(report.format).jsonl" "$api/files") || {
        echo "$answer" >&2
        exit 1
      }
      file=$(echo "$answer" | sed -n 's/.*"id": *"\\(file-[^"]*\\)".*/\\1/p')
      test -n "$file" || { echo "no file id in: $answer" >&2; exit 1; }

      call --header 'Content-Type: application/json' "$api/fine_tuning/jobs" --data "$(cat <<END
      {
        "model": "$model",
        "training_file": "$file",
        "seed": $seed,
        "method": {
          "type": "\(method)",
          "\(method)": {
            "hyperparameters": {\(betaLine)
              "n_epochs": \(training.epochs),
              "batch_size": \(PaperTraining.batch),
              "learning_rate_multiplier": "auto"
            }
          }
        }
      }
      END
      )"
      """
    return Recipe(name: name, format: report.format, text: text)
  }
}
