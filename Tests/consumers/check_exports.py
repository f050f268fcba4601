"""Pushes exported files through the loading and preprocessing code of the trainers that read them.

    regoal export --format all --out training
    python3 Tests/consumers/check_exports.py training

One virtual environment a trainer, since their requirements exclude each other, in $REGOAL_CONSUMERS (default
/tmp/consumers-venv); one that is absent is said so and left out:

    python3 -m venv /tmp/consumers-venv/trl && /tmp/consumers-venv/trl/bin/pip install trl peft datasets openai torch

likewise `ms-swift`, `llamafactory` and `axolotl`, each with the package of that name. Last run with trl 1.16.0
(transformers 5.23.0, datasets 5.2.0, peft 0.21.2), openai 3.54.0, ms-swift 4.6.0 (datasets 4.8.4), llamafactory 0.9.5
(datasets 4.0.0), axolotl 0.19.0 (datasets 4.8.4), torch 2.13.0 for the CPU.

Nothing is downloaded: tokenizer (byte-level BPE over the exported text) and model (two layers of 16) are made on the
spot. For each format a row says how many lines the file has, how many samples came out, how many of these hold
what the file says, token by token or turn by turn, and whether the weight arrived. Then recipes.py: whether the
trainer's parser takes each recipe, which numbers arrived, and whether its command trains that model for a step.
Exit code 1: a sample was lost or changed, a recipe refused, or a number not the paper's. ms-swift and LLaMA-Factory
are asked with templates of the Qwen kind. Files may also be those of Tests/Cases, export-NAME.jsonl and
export-NAME.recipe.*: lines that are no JSON are skipped.
"""

import argparse
import contextlib
import gzip
import json
import os
import subprocess
import sys
import tempfile
import types
from pathlib import Path

import recipes

CONSUMERS = {"trl": "trl", "openai": "trl", "ms-swift": "ms-swift", "llamafactory": "llamafactory", "axolotl": "axolotl"}
TEMPLATE = """{%- if tools %}<|im_start|>tools
{%- for tool in tools %}
{{ tool | tojson }}
{%- endfor %}<|im_end|>
{% endif %}
{%- for message in messages %}<|im_start|>{{ message.role }}
{{ message.content or '' }}
{%- for call in message.tool_calls or [] %}
<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
{%- endfor %}<|im_end|>
{% endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""
rows, failed = [], False


def report(name, lines, out, same, weight="not asked for", note=""):
    """`same`: samples that hold what the file says."""
    global failed
    failed = failed or not (lines == out == same)
    rows.append((name, lines, out, same, weight, note))
    print(f"{name:36} in {lines:4}  out {out:4}  same {same:4}  weight: {weight}{'  ' + note if note else ''}", flush=True, file=sys.__stdout__)


def files(folder, work, prefix):
    """The formats' files, of JSON lines alone; packed ones and shards, too."""
    for path in sorted({path for start in ("", "export-") for path in folder.glob(f"{start}{prefix}*.jsonl*")}):
        name = path.name.split(".")[0].removeprefix("export-")
        opened = gzip.open if path.suffix == ".gz" else open
        copy = work / path.name.removeprefix("export-")
        with opened(path, "rt") as source, opened(copy, "wt") as target:
            lines = [line for line in source.read().split("\n") if line.startswith("{")]
            target.writelines(line + "\n" for line in lines)
        if lines:
            yield name, copy, [json.loads(line) for line in lines]


def tiny_model(folder, work, template=TEMPLATE):
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    text = (json.dumps(line, ensure_ascii=False) for _, _, lines in files(folder, work, "") for line in lines[:20])
    tokenizer.train_from_iterator(
        text, trainers.BpeTrainer(vocab_size=2000, special_tokens=special, show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>", chat_template=template,
        additional_special_tokens=["<|im_start|>"], model_max_length=1 << 20)
    place = work / "model"
    fast.save_pretrained(place)
    Qwen2ForCausalLM(Qwen2Config(
        vocab_size=len(fast), hidden_size=16, intermediate_size=16, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=2, max_position_embeddings=1 << 16)).save_pretrained(place)
    return fast, str(place)


def ids(tokenizer, messages, tools, **options):
    out = tokenizer.apply_chat_template(messages, tools=tools, tokenize=True, return_dict=True, **options)
    return out["input_ids"]


def check_trl(folder, work):
    import trl
    from datasets import load_dataset
    from transformers import AutoModelForCausalLM
    from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

    tokenizer, place = tiny_model(folder, work)
    options = dict(output_dir=str(work / "out"), report_to=[], max_length=None, use_cpu=True, bf16=False)
    for name, path, lines in files(folder, work, "trl-"):
        data = load_dataset("json", data_files=str(path), split="train")
        model = AutoModelForCausalLM.from_pretrained(place)
        if name.startswith("trl-kto"):
            trainer = KTOTrainer(model, args=KTOConfig(**options), train_dataset=data, processing_class=tokenizer,
                                 ref_model=AutoModelForCausalLM.from_pretrained(place))
        elif name.startswith("trl-dpo"):
            trainer = DPOTrainer(model, args=DPOConfig(**options), train_dataset=data, processing_class=tokenizer)
            same = sum(
                sample["prompt_ids"] + sample[side + "_ids"] == ids(tokenizer, line["prompt"] + line[side], line.get("tools"))
                for line, sample in zip(lines, trainer.train_dataset) for side in ("chosen", "rejected"))
            report(name, len(lines), len(trainer.train_dataset), same // 2, "none in the file",
                   "counted where both halves are the same")
            continue
        else:
            trainer = SFTTrainer(model, args=SFTConfig(**options), train_dataset=data, processing_class=tokenizer)
        out, same = trainer.train_dataset, 0
        for line, sample in zip(lines, out):
            messages = line.get("messages") or line["prompt"] + line["completion"]
            expected = ids(tokenizer, messages, line.get("tools"))
            got = sample.get("input_ids") or sample["prompt_ids"] + sample["completion_ids"]
            same += expected == got and line.get("label") == sample.get("label")
        report(name, len(lines), len(out), same, "none in the file",
               f"longest {max(len(ids(tokenizer, l.get('messages') or l['prompt'] + l['completion'], l.get('tools'))) for l in lines)} tokens")
    template = Path(trl.__file__).parent / "chat_templates" / "qwen2_5.jinja"
    recipes.trl(folder, work, tiny_model(folder, work, template.read_text())[1])


def check_openai(folder, work):
    from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam
    from pydantic import TypeAdapter

    message_type, tool_type = TypeAdapter(ChatCompletionMessageParam), TypeAdapter(ChatCompletionToolParam)
    for name, path, lines in files(folder, work, "openai-dpo"):
        same = 0
        for line in lines:
            halves = [line["preferred_output"], line["non_preferred_output"]]
            for message in line["input"]["messages"] + halves[0] + halves[1]:
                message_type.validate_python(message)
            same += line["input"]["messages"][-1]["role"] == "user" and halves[0] != halves[1] and all(
                len(half) == 1 and half[0]["role"] == "assistant" and half[0]["content"] for half in halves)
        report(name, len(lines), len(lines), same, "none in the file", "by the package's message types")
    for name, path, lines in files(folder, work, "openai-sft"):
        same, masks = 0, set()
        for line in lines:
            messages, open_calls, fine = line["messages"], [], True
            for message in messages:
                masks |= {message["weight"]} if "weight" in message else set()
                fine &= ("weight" in message) == (message["role"] == "assistant")
                plain = {key: value for key, value in message.items() if key != "weight"}
                message_type.validate_python(plain)
                if message["role"] == "tool":
                    fine &= bool(open_calls) and message["tool_call_id"] == open_calls.pop(0)
                else:
                    fine &= not open_calls
                for call in message.get("tool_calls", []):
                    fine &= isinstance(json.loads(call["function"]["arguments"]), dict)
                    open_calls.append(call["id"])
            for tool in line.get("tools", []):
                tool_type.validate_python(tool)
            fine &= messages[-1]["role"] == "assistant"
            fine &= any(message.get("weight") for message in messages)
            fine &= ("parallel_tool_calls" in line) == ("tools" in line)
            same += fine
        report(name, len(lines), len(lines), same, f"mask {sorted(masks)}",
               "by the package's message types; it has no validator of chats")
    recipes.openai(folder, work)


def swift_text(message):
    """What a message says, as ms-swift's Hermes template spells it."""
    if message["role"] == "tool_call":
        return "<tool_call>\n" + json.dumps(json.loads(message["content"]), ensure_ascii=False) + "\n</tool_call>"
    return message["content"]


def check_swift(folder, work):
    os.environ["MODELSCOPE_CACHE"] = str(work / "cache")
    _, place = tiny_model(folder, work)
    from swift.dataset import load_dataset
    from swift.model import get_processor
    from swift.template import get_template

    processor = get_processor(place, model_type="qwen2")

    def template(mode, binary=None):
        made = get_template(processor, template_type="qwen2_5", agent_template="hermes", loss_scale="default",
                            is_binary_loss_scale=binary)
        made.set_mode(mode)
        return made

    def learned(encoded, prefix=""):
        return [token for token in encoded[prefix + "labels"] if token != -100]

    def agrees(tokenizer, encoded, line, key, prefix=""):
        """All that is said stands in the sample in its order, the agent's words among what is learned."""
        whole, own = tokenizer.decode(encoded[prefix + "input_ids"]), tokenizer.decode(learned(encoded, prefix))
        at = own_at = 0
        for message in line[key]:
            text = swift_text(message)
            at = whole.find(text, at)
            if message["role"] in ("assistant", "tool_call"):
                own_at = own.find(text, own_at)
            if at < 0 or own_at < 0:
                return False
            at += len(text)
        tools = line.get("rejected_tools" if key.startswith("rejected") else "tools")
        return all(json.dumps(tool, ensure_ascii=False) in whole for tool in json.loads(tools or "[]"))

    for name, path, lines in files(folder, work, "ms-swift-"):
        data, _ = load_dataset(str(path), load_from_cache_file=False)
        if name.startswith("ms-swift-sft"):
            weighted, plain = template("train", False), template("train")
            same = arrived = 0
            for line, row in zip(lines, data):
                encoded = weighted.encode(dict(row))
                same += agrees(weighted.tokenizer, encoded, line, "messages")
                wanted = next(m["loss_scale"] for m in line["messages"] if "loss_scale" in m)
                scales = [(scale, label) for scale, label in zip(encoded["loss_scale"], encoded["labels"]) if label != -100]
                # What closes a turn is not the agent's word, and keeps 1.
                others = weighted.tokenizer.decode([label for scale, label in scales if scale != wanted])
                arrived += any(scale == wanted for scale, _ in scales) and not others.replace("<|im_end|>", "").strip()
                assert plain.encode(dict(row)).get("loss_scale") is None
            report(name, len(lines), len(data), min(same, arrived),
                   f"arrived in {arrived} with is_binary_loss_scale=False, in none without")
        elif name.startswith("ms-swift-dpo"):
            made, same, exact = template("rlhf"), 0, 0
            for line, row in zip(lines, data):
                encoded = made.encode(dict(row))
                same += agrees(made.tokenizer, encoded, line, "messages", "chosen_") and agrees(
                    made.tokenizer, encoded, line, "rejected_messages", "rejected_")
                exact += learned(encoded, "chosen_") == learned(encoded, "rejected_") and (
                    encoded["chosen_input_ids"] != encoded["rejected_input_ids"])
            prompts = sum(line["messages"][0] != line["rejected_messages"][0] for line in lines)
            report(name, len(lines), len(data), min(same, exact if prompts else same), "none in the file",
                   f"{exact} with one response under two prompts")
        else:
            made, same = template("kto"), 0
            for line, row in zip(lines, data):
                encoded = made.encode(dict(row))
                same += encoded["label"] == line["label"] and agrees(
                    made.tokenizer, encoded, line, "messages", "chosen_")
            report(name, len(lines), len(data), same, "none in the file")
    recipes.swift(folder, work, place)


def check_llamafactory(folder, work):
    # Imported for sound alone, and built for CUDA alone.
    audio = types.ModuleType("torchaudio")
    audio.__spec__ = __import__("importlib.machinery").machinery.ModuleSpec("torchaudio", None)
    sys.modules["torchaudio"] = audio
    _, place = tiny_model(folder, work)
    from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
    from llamafactory.hparams import get_train_args
    from llamafactory.model import load_tokenizer

    info = folder / "dataset_info.json"
    columns = {"messages": "conversations"}
    kept = json.loads(info.read_text()) if info.exists() else {
        "llamafactory-sharegpt": {"file_name": "llamafactory-sharegpt.jsonl", "formatting": "sharegpt",
                                  "columns": {**columns, "system": "system", "tools": "tools"}},
        "llamafactory-kto": {"file_name": "llamafactory-kto.jsonl", "formatting": "sharegpt",
                             "columns": {**columns, "kto_tag": "kto_tag"}},
        "llamafactory-ranking": {"file_name": "llamafactory-ranking.jsonl", "formatting": "sharegpt", "ranking": True,
                                 "columns": {**columns, "chosen": "chosen", "rejected": "rejected"}}}
    (work / "dataset_info.json").write_text(json.dumps(kept))
    for name, path, lines in files(folder, work, "llamafactory-"):
        stage = {"kto": "kto", "ranking": "rm"}.get(name.split("-")[1], "sft")
        model_args, data_args, training_args, _, _ = get_train_args(dict(
            model_name_or_path=place, template="qwen", stage=stage, do_train=True, dataset=name, use_cpu=True,
            dataset_dir=str(work), output_dir=str(work / "out"), cutoff_len=1 << 16, report_to="none",
            finetuning_type="lora", overwrite_cache=True))
        module = load_tokenizer(model_args)
        template = get_template_and_fix_tokenizer(module["tokenizer"], data_args)
        data = get_dataset(template, model_args, data_args, training_args, stage=stage, **module)["train_dataset"]
        same = 0
        if stage == "rm":
            for line, sample in zip(lines, data):
                same += all(
                    line["conversations"][0]["value"] in module["tokenizer"].decode(sample[side + "_input_ids"])
                    and module["tokenizer"].decode([token for token in sample[side + "_labels"] if token != -100])
                    .startswith(line[side]["value"]) for side in ("chosen", "rejected"))
            report(name, len(lines), len(data), same, "none in the file")
            continue
        for line, sample in zip(lines, data):
            whole = module["tokenizer"].decode(sample["input_ids"])
            own = module["tokenizer"].decode([token for token in sample["labels"] if token != -100])
            at = own_at = 0
            for turn in line["conversations"]:
                parts = [turn["value"]]
                if turn["from"] == "function_call":
                    words, mark, call = turn["value"].partition("<tool_call>")
                    calls = json.loads(call.removesuffix("</tool_call>") if mark else words)
                    parts = [words] if mark else []
                    for one in calls if isinstance(calls, list) else [calls]:
                        parts += [f'"name": "{one["name"]}"', json.dumps(one["arguments"], ensure_ascii=False)]
                for part in parts:
                    at = whole.find(part, at) if at >= 0 else at
                    if turn["from"] in ("gpt", "function_call"):
                        own_at = own.find(part, own_at) if own_at >= 0 else own_at
            says = line.get("system", "") in whole and all(
                tool["function"]["name"] in whole for tool in json.loads(line.get("tools") or "[]"))
            same += at >= 0 and own_at >= 0 and says and line.get("kto_tag") == sample.get("kto_tags")
        report(name, len(lines), len(data), same, "none in the file")
    recipes.llamafactory(folder, work, place)


def check_axolotl(folder, work):
    tokenizer, place = tiny_model(folder, work)
    from axolotl.utils.data.sft import _load_and_process_single_dataset
    from axolotl.utils.dict import DictDefault
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(place)
    for name, path, lines in files(folder, work, "axolotl-"):
        dataset = DictDefault(path=str(path), type="chat_template", split="train")
        cfg = DictDefault(sequence_len=1 << 16, train_on_inputs=False, chat_template="tokenizer_default",
                          datasets=[dataset], dataset_num_proc=1, is_preprocess=True, skip_prepare_dataset=False)
        data, _ = _load_and_process_single_dataset(dataset, cfg, tokenizer, "train", 42)
        same = 0
        for line, sample in zip(lines, data):
            for message in line["messages"]:
                for call in message.get("tool_calls", []):
                    call["function"]["arguments"] = json.loads(call["function"]["arguments"])
            expected = ids(tokenizer, line["messages"], json.loads(line.get("tools") or "null"))
            own = tokenizer.decode([token for token in sample["labels"] if token != -100])
            said = [m["content"] for m in line["messages"] if m["role"] == "assistant"]
            same += expected == list(sample["input_ids"]) and all(text in own for text in said)
        report(name, len(lines), len(data), same, "none in the file")
    recipes.axolotl(folder, work, place)


def check_loading(folder, work):
    """`load_dataset('json')` of this trainer's own datasets on the files of all: says what comes back otherwise."""
    import datasets

    def padded(value):
        if isinstance(value, dict):
            return {key: padded(one) for key, one in value.items() if one is not None}
        return [padded(one) for one in value] if isinstance(value, list) else value

    if (folder / "README.md").exists():
        # One call for the folder, by its data card.
        count, wanted = 0, 0
        for name in datasets.get_dataset_config_names(str(folder)):
            try:
                got = len(datasets.load_dataset(str(folder), name, split="train"))
            except Exception as error:
                got = 0
                print(f"  datasets {datasets.__version__} does not load the folder's {name}: "
                      f"{str(error.__cause__ or error)[:90]}", file=sys.__stdout__)
            lines = sum(len(one) for found, _, one in files(folder, work, name)
                        if found == name or found.removeprefix(name + "-").isdigit())
            count, wanted = count + (got == lines), wanted + 1
        print(f"  datasets {datasets.__version__}: load_dataset(FOLDER, NAME) gives every line of {count} of {wanted} "
              "configurations", file=sys.__stdout__)
    for name, path, lines in files(folder, work, ""):
        try:
            data = datasets.load_dataset("json", data_files=str(path), split="train")
        except Exception as error:
            print(f"  datasets {datasets.__version__} does not load {name}: "
                  f"{str(error.__cause__ or error)[:90]}", file=sys.__stdout__)
            continue
        # Messages have different keys: a table holds null for the absent ones.
        same = sum(padded(a) == padded(b) for a, b in zip(lines, data))
        if len(lines) != same:
            print(f"  datasets {datasets.__version__} loads {name}: {len(data)} of {len(lines)} lines, "
                  f"{same} of them as written", file=sys.__stdout__)


CHECKS = {"trl": check_trl, "openai": check_openai, "ms-swift": check_swift, "llamafactory": check_llamafactory,
          "axolotl": check_axolotl}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of exported files")
    parser.add_argument("--consumer", choices=CHECKS, help="in this Python, this one alone")
    arguments = parser.parse_args()
    if arguments.consumer:
        with tempfile.TemporaryDirectory() as work:
            os.environ.update(HF_DATASETS_CACHE=f"{work}/datasets", HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false",
                              HF_DATASETS_DISABLE_PROGRESS_BARS="1", TRL_EXPERIMENTAL_SILENCE="1",
                              AXOLOTL_DO_NOT_TRACK="1")
            # Trainers are talkative.
            with contextlib.redirect_stdout(sys.stderr):
                if arguments.consumer != "openai":
                    check_loading(arguments.folder, Path(work))
                CHECKS[arguments.consumer](arguments.folder, Path(work))
        sys.exit(failed or recipes.failed)
    root, status = Path(os.environ.get("REGOAL_CONSUMERS", "/tmp/consumers-venv")), 0
    for consumer, place in CONSUMERS.items():
        python = root / place / "bin" / "python"
        if not python.exists():
            print(f"{consumer}: no {python}, left out")
            continue
        print(f"{consumer}", flush=True)
        command = [str(python), "-W", "ignore", __file__, str(arguments.folder.resolve()), "--consumer", consumer]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            status = 1
            print("\n".join(done.stderr.split("\n")[-25:]))
    sys.exit(status)


if __name__ == "__main__":
    main()
