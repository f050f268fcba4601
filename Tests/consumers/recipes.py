"""Gives each recipe beside exported files to its trainer's own argument parser, and lets it train a step.

Part of check_exports.py, which runs the function of a trainer in its virtual environment. The settings that arrive
are compared with the paper's. The command at the head of the recipe then trains a model of two layers for one step:
only model, device and steps are changed on its command line, as a reader would do it.
"""

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAPER = {"batch": 128, "length": 4096, "seed": 42, "LoRA": (16, 32, 0.05)}
SFT = {"lr": 2e-4, "epochs": 3}
PREFERENCE = {"lr": 5e-5, "epochs": 1, "beta": 0.1}
# Seconds for one step.
PATIENCE = 900
failed = False


def placed(folder, work, prefix):
    """Recipes beside copies of their data: (format, file, command), as (…, None) where there is none."""
    for path in sorted({path for start in ("", "export-") for path in folder.glob(f"{start}{prefix}*.recipe.*")}):
        copy = work / path.name.removeprefix("export-")
        copy.write_text(path.read_text())
        command = next(line for line in copy.read_text().split("\n") if line.startswith("#   ")).removeprefix("#   ")
        yield copy.name.split(".")[0], copy.name, shlex.split(command)


def lines_of(work, name):
    """Of the files of a format, in shards or not, packed or not."""
    count = 0
    for path in work.glob(f"{name}*.jsonl*"):
        if re.fullmatch(re.escape(name) + r"(-\d{5})?\.jsonl(\.gz)?", path.name):
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt") as file:
                count += sum(1 for _ in file)
    return count


def told(work, name, got, lines, trained, note=""):
    """One line a recipe: what arrived, and whether it is the paper's.
    - Parameter lines: those that the trainer found by it."""
    global failed
    wanted = {**PAPER, **(SFT if "sft" in name or "sharegpt" in name or "chat" in name else PREFERENCE)}
    wrong = {key: got.get(key) for key, value in wanted.items() if key in got and got[key] != value}
    lacking = [key for key in wanted if key not in got]
    there = lines_of(work, name)
    if lines != there:
        wrong["lines"] = lines
    fine = not wrong and not lacking and trained[0]
    failed = failed or not fine
    said = ", ".join(f"{key} {value}" for key, value in got.items())
    print(f"  {name}: accepted; {said}; {lines} of {there} lines found{note}; {trained[1]}" + (f"  WRONG: {wrong} {lacking}" if wrong or lacking else ""),
          flush=True, file=sys.__stdout__)


def refused(name, error):
    global failed
    failed = True
    print(f"  {name}: NOT ACCEPTED: {str(error)[:300]}", flush=True, file=sys.__stdout__)


def run(command, work, name):
    """Runs a trainer's command.
    - Returns: whether it left an adapter with the paper's rank, and what to say."""
    program = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run([str(program), *command[1:]], cwd=work, env=environment, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False, f"NOT TRAINED: its command was not done after {PATIENCE} s"
    if done.returncode:
        print(done.stdout[-6000:], file=sys.stderr)
        return False, f"NOT TRAINED: its command ended with {done.returncode}"
    return adapter(work, name)


def adapter(work, name):
    found = sorted((work / "trained").glob(f"{name}/**/adapter_config.json"))
    if not found:
        return False, "NOT TRAINED: it left no adapter"
    config = json.loads(found[-1].read_text())
    arrived = (config["r"], config["lora_alpha"], config["lora_dropout"])
    return arrived == PAPER["LoRA"], f"one step trained, adapter {'/'.join(map(str, arrived))}"


def trl(folder, work, place):
    import importlib

    from trl import get_dataset

    for name, file, command in placed(folder, work, "trl-"):
        os.chdir(work)
        try:
            # The parser refuses what it does not know.
            script, training, model, data = importlib.import_module(
                f"trl.scripts.{command[1]}").make_parser().parse_args_and_config(["--config", file, "--use_cpu"])
            lines = len(get_dataset(data)["train"])
        except Exception as error:
            refused(file, error)
            continue
        got = {"batch": training.per_device_train_batch_size * training.gradient_accumulation_steps,
               "length": training.max_length, "seed": training.seed,
               "LoRA": (model.lora_r, model.lora_alpha, model.lora_dropout), "lr": training.learning_rate,
               "epochs": training.num_train_epochs}
        if hasattr(training, "beta"):
            got["beta"] = training.beta
        trained = run([*command, "--model_name_or_path", place, "--use_cpu", "--max_steps", "1",
                       "--gradient_accumulation_steps", "2"], work, name)
        told(work, name, got, lines, trained)


def swift(folder, work, place):
    from swift.arguments import RLHFArguments, SftArguments
    from swift.cli.main import parse_yaml_args
    from swift.dataset import load_dataset
    from swift.utils import parse_args

    changes = ["--model", place, "--model_type", "qwen2", "--template", "qwen2_5", "--torch_dtype", "float32",
               "--use_cpu", "true"]
    for name, file, command in placed(folder, work, "ms-swift-"):
        os.chdir(work)
        try:
            words = [file, *changes]
            parse_yaml_args(words)
            arguments, unknown = parse_args(SftArguments if command[1] == "sft" else RLHFArguments, words)
            assert not unknown, unknown
            lines = len(load_dataset(arguments.dataset, load_from_cache_file=False)[0])
        except Exception as error:
            refused(file, error)
            continue
        got = {"batch": arguments.per_device_train_batch_size * arguments.gradient_accumulation_steps,
               "length": arguments.max_length, "seed": arguments.seed,
               "LoRA": (arguments.lora_rank, arguments.lora_alpha, arguments.lora_dropout),
               "lr": arguments.learning_rate, "epochs": arguments.num_train_epochs}
        if command[1] == "rlhf":
            got["beta"] = arguments.beta
            assert arguments.rlhf_type == name.split("-")[2]
        got["loss_scale"] = arguments.loss_scale
        if name == "ms-swift-sft":
            got["is_binary_loss_scale"] = arguments.is_binary_loss_scale
        trained = run([*command, *changes, "--max_steps", "1", "--gradient_accumulation_steps", "2", "--report_to",
                       "none"], work, name)
        told(work, name, got, lines, trained)


def llamafactory(folder, work, place):
    from llamafactory.data.loader import _get_merged_dataset
    from llamafactory.hparams import get_train_args
    from llamafactory.train.tuner import run_exp

    for name, file, command in placed(folder, work, "llamafactory-"):
        os.chdir(work)
        changes = [f"model_name_or_path={place}", "use_cpu=true", "report_to=none"]
        try:
            sys.argv = [command[0], file, *changes]
            model, data, training, tuning, _ = get_train_args()
            # What LLaMA-Factory itself asks of data for DPO.
            stage = "rm" if tuning.stage == "dpo" else tuning.stage
            lines = len(_get_merged_dataset(data.dataset, model, data, training, stage))
        except Exception as error:
            refused(file, error)
            continue
        got = {"batch": training.per_device_train_batch_size * training.gradient_accumulation_steps,
               "length": data.cutoff_len, "seed": training.seed,
               "LoRA": (tuning.lora_rank, tuning.lora_alpha, tuning.lora_dropout), "lr": training.learning_rate,
               "epochs": training.num_train_epochs}
        if tuning.stage != "sft":
            got["beta"] = tuning.pref_beta
        # As llamafactory-cli does it, without starting another Python, which would miss torchaudio.
        sys.argv += ["max_steps=1", "gradient_accumulation_steps=2"]
        run_exp()
        told(work, name, got, lines, adapter(work, name))


def axolotl(folder, work, place):
    from axolotl.cli.config import load_cfg
    from axolotl.common.datasets import load_datasets

    for name, file, command in placed(folder, work, "axolotl-"):
        os.chdir(work)
        try:
            lines = len(load_datasets(cfg=load_cfg(file, base_model=place, sequence_len=1 << 16)).train_dataset)
            config = load_cfg(file, base_model=place)
            within = len(load_datasets(cfg=config).train_dataset)
        except Exception as error:
            refused(file, error)
            continue
        got = {"batch": config.micro_batch_size * config.gradient_accumulation_steps, "length": config.sequence_len,
               "seed": config.seed, "LoRA": (config.lora_r, config.lora_alpha, config.lora_dropout),
               "lr": config.learning_rate, "epochs": config.num_epochs}
        # Its kernels for LoRA are for CUDA alone.
        trained = run([*command, "--launcher", "python", "--base-model", place, "--max-steps", "1",
                       "--gradient-accumulation-steps", "2", "--no-lora-mlp-kernel", "--no-lora-qkv-kernel",
                       "--no-lora-o-kernel"], work, name)
        told(work, name, got, lines, trained, f", {within} within the length")


def openai(folder, work):
    """Runs the script with a curl of our own, and reads what it would have sent."""
    from openai.types.fine_tuning import job_create_params as jobs
    from openai.types.fine_tuning import dpo_hyperparameters_param, dpo_method_param
    from openai.types.fine_tuning import supervised_hyperparameters_param, supervised_method_param
    from pydantic import ConfigDict, TypeAdapter, with_config

    for kind in (jobs.JobCreateParams, jobs.Method, supervised_method_param.SupervisedMethodParam,
                 supervised_hyperparameters_param.SupervisedHyperparametersParam, dpo_method_param.DpoMethodParam,
                 dpo_hyperparameters_param.DpoHyperparametersParam):
        with_config(ConfigDict(extra="forbid"))(kind)
    tools = work / "tools"
    tools.mkdir()
    (tools / "curl").write_text(
        '#!/bin/sh\ncat > "$0.config"\nfor word; do printf "%s\\n" "$word"; case "$word" in\n'
        'file=@*) cat "$(echo "$word" | sed "s/^file=@//; s/;.*//")" > "$0.upload";; esac; done > "$0.said"\n'
        'case "$*" in */files*) echo \'{"object": "file",\'; echo \' "id": "file-abc123"}\';;\n'
        '*) mv "$0.said" "$0.job";; esac\n')
    (tools / "curl").chmod(0o755)
    for name, file, command in placed(folder, work, "openai-"):
        key = "sk-none"
        done = subprocess.run(command, cwd=work, text=True, capture_output=True,
                              env={"PATH": f"{tools}:/usr/bin:/bin", "OPENAI_API_KEY": key})
        try:
            assert done.returncode == 0, done.stderr
            said = (tools / "curl.job").read_text()
            assert key not in said and key in (tools / "curl.config").read_text()
            body = json.loads(said[said.index("--data\n") + len("--data\n"):])
            body = TypeAdapter(jobs.JobCreateParams).validate_python(body)
            method = body["method"]["type"]
            assert body["training_file"] == "file-abc123"
            assert method == ("dpo" if name == "openai-dpo" else "supervised")
        except Exception as error:
            refused(file, error)
            continue
        lines, there = len((tools / "curl.upload").read_text().splitlines()), lines_of(work, name)
        numbers = body["method"][method]["hyperparameters"]
        paper = PREFERENCE if method == "dpo" else SFT
        fine = (numbers["batch_size"] == 128 and numbers["n_epochs"] == paper["epochs"] and body["seed"] == 42
                and numbers.get("beta") == paper.get("beta") and lines == there)
        global failed
        failed = failed or not fine
        print(f"  {name}: accepted by the package's types; batch {numbers['batch_size']}, epochs {numbers['n_epochs']}, "
              f"seed {body['seed']}, model {body['model']}; {lines} of {there} lines uploaded; length, lr and LoRA have no place "
              f"there; not sent{'' if fine else '  WRONG'}", flush=True, file=sys.__stdout__)
