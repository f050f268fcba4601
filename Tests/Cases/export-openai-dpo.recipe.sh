# openai-dpo: 3 samples in openai-dpo.jsonl
#
# In this folder, with curl and a key of OpenAI's in OPENAI_API_KEY:
#   sh openai-dpo.recipe.sh
# Another model, and another of the paper's seeds (42, 1234, 2025):
#   MODEL=NAME SEED=1234 sh openai-dpo.recipe.sh
#
# Numbers: AgentHER, arXiv 2603.21357: 1 epoch; batch 128; β 0.1; seed 42.
#   Its LoRA, learning rate 0.00005 and 4096 tokens have no place at OpenAI.
# Length: 2 of 3 samples are longer than 4096 tokens (estimated), and train all the same.
# Weight: not consumed by OpenAI, whose 'weight' is a mask of 0 and 1.
set -eu

: "${OPENAI_API_KEY:?is needed}"
model=${MODEL:-gpt-4o-mini}
seed=${SEED:-42}
api=${OPENAI_BASE_URL:-https://api.openai.com/v1}

call() {
  printf 'header = "Authorization: Bearer %s"\n' "$OPENAI_API_KEY" |
    curl --silent --show-error --fail-with-body --config - "$@"
}

data=$(mktemp)
trap 'rm -f "$data"' EXIT
cat openai-dpo.jsonl > "$data"
answer=$(call --form purpose=fine-tune --form "file=@$data;filename=openai-dpo.jsonl" "$api/files") || {
  echo "$answer" >&2
  exit 1
}
file=$(echo "$answer" | sed -n 's/.*"id": *"\(file-[^"]*\)".*/\1/p')
test -n "$file" || { echo "no file id in: $answer" >&2; exit 1; }

call --header 'Content-Type: application/json' "$api/fine_tuning/jobs" --data "$(cat <<END
{
  "model": "$model",
  "training_file": "$file",
  "seed": $seed,
  "method": {
    "type": "dpo",
    "dpo": {
      "hyperparameters": {
        "beta": 0.1,
        "n_epochs": 1,
        "batch_size": 128,
        "learning_rate_multiplier": "auto"
      }
    }
  }
}
END
)"
