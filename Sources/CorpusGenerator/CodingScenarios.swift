/// Work in an invented code repository.
enum CodingScenarios {
  static let all = [cacheProfile, rollback, library]

  private static let prompt = """
    You work in a checked-out repository with a shell. Make the smallest change that fulfils \
    the task; run the check before you submit.
    """

  private static let cacheProfile = Scenario(
    domain: "coding", template: "latency-budget", site: "forge", errors: .python,
    systemPrompt: prompt,
    slots: [
      "module": ["search/index", "billing/export", "feed/render", "auth/session", "média/thumbs"],
      "file": ["config/cache.toml", "settings/store.yaml", "conf\\cache.ini"],
      "subject": ["the cache profile of `$(module)`"],
    ],
    names: [
      "lru-$(#100-900)", "two-tier", "write-back-$(#1-9)", "clock-pro", "ttl-$(#10-90)s",
      "sharded-$(#2-16)", "arc-$(#10-60)", "no-cache",
    ],
    limit: 20...240, decimals: 1, y: 40...900, z: 51...97,
    goals: [
      """
      Pick a cache profile for `$(module)` that brings p95 latency to $(limit) ms or less \
      and set it in `$(file)`. Do not change other files.
      """,
      """
      p95 of `$(module)` is too high. Benchmark the profiles, choose one with p95 <= \
      $(limit) ms, commit it to `$(file)`.
      """,
    ],
    row: "$(r)\tp95=$(r.x) ms\tmem=$(r.y) MiB\thits=$(r.z)%\tid=$(r.code)",
    search: [
      Move(
        "bash", #"{"command": "grep -rn 'profile' $(module) | head -20"}"#,
        think: "Where is the profile used, and which ones exist?",
        see: """
          $(module)/main.py:$(#10-90): profile = load(\"$(lru|none)\")  # see bench.txt\n$ cat \
          bench.txt\n$(rows)
          """),
      Move(
        "bash",
        #"""
        {"command": "python bench.py --module $(module) --all", "timeout": $(#60-600)}
        """#, think: "I run the benchmark over all profiles.",
        see: "warm-up done, $(#2000-9000) requests each\n$(rows)\nseed=$(#1-99)"),
    ],
    look: [
      Move(
        "bash",
        #"""
        {"command": "python bench.py --module $(module) --profile '$(cur)'"}
        """#, think: "`$(cur)` deserves a run of its own, to see how stable it is.",
        see: """
          profile $(cur) ($(cur.code))\n  p50  $(#2-18).$(#0-9) ms\n  p95  $(cur.x) ms\n  hits \
          $(cur.z) %\n  resident memory $(cur.y) MiB\n3 runs, spread below 2 %
          """),
      Move(
        "read_file", #"{"path": "profiles/$(cur.code).toml", "lines": [1, 40]}"#,
        think: "Let me read how `$(cur)` is defined.",
        see: """
          [profile]\nname = \"$(cur)\"\nmemory_mib = $(cur.y)\nevict = \"$(oldest|random|least \
          used)\"\nkeys = '^\\w+:\\d+$'\n# measured p95: $(cur.x) ms
          """),
    ],
    aside: [
      Move(
        "bash", #"{"command": "git log --oneline -3 -- '$(module)'"}"#,
        think: "Has somebody tried this lately?",
        see: """
          $(hex7) tune eviction\n$(hex7) revert \"tune eviction\"\n$(hex7) add bench
          """),
      Move(
        "bash", #"{"command": "git status --short && free -m | head -2"}"#,
        think: "A clean tree and enough memory are needed.",
        see: """
                         total        used        free\nMem:           $(#7000-31000)        \
          $(#1000-6000)        $(#2000-6000)
          """),
    ],
    finish: Move(
      "edit_file",
      #"""
      {"path": "$(module)/profile", "replace": {"profile": "$(pick)"}, "commit": true}
      """#, think: "`$(pick)` gives p95 = $(pick.x) ms. I set it and commit.",
      see: """
        1 file changed, 1 insertion(+), 1 deletion(-)\n-profile = \"none\"\n+profile = \
        \"$(pick)\"\n[tune $(hex7)] use $(pick)\ncheck: p95 $(pick.x) ms
        """),
    slip: Move(
      "edit_file",
      #"""
      {"path": "defaults/profile", "replace": {"profile": "$(alt)"}, "commit": true}
      """#,
      think: """
        The defaults file has the same key. Changing it there does it for all modules.
        """,
      see: """
        1 file changed, 1 insertion(+), 1 deletion(-)\n[tune $(hex7)] defaults: use \
        $(alt)\nwarning: $(#3-40) modules read defaults/profile
        """),
    drift: [
      Move(
        "bash", #"{"command": "ruff check . --statistics"}"#,
        think: "The linter has not been run for a while, I do that now.",
        see: """
          $(#12-90)\tE501\tline too long\n$(#3-30)\tF401\tunused import\n$(#1-9)\tB006\tmutable \
          default
          """),
      Move(
        "bash", #"{"command": "sed -i 's/colour/color/g' README"}"#,
        think: "The README mixes spellings; I make it uniform.", see: "(no output)"),
    ],
    done: [
      """
      `$(module)` uses `$(best)` now: p95 = $(best.x) ms (budget $(limit) ms), $(best.y) MiB \
      of memory.
      """, "Committed `$(best)`; the check reports p95 $(best.x) ms.",
    ],
    overLimit: .init(
      answers: [
        "I committed `$(pick)`, p95 = $(pick.x) ms, $(pick.y) MiB.",
        """
        `$(pick)` is the fastest I measured; p95 is $(pick.x) ms, $(over) ms above the budget.
        """,
      ],
      reasons: [
        "p95 of $(pick.x) ms does not meet the budget of $(limit) ms.",
        "Check failed: p95 $(pick.x) > $(limit).",
      ]),
    wrong: .init(
      answers: [
        "The profile is set to `$(alt)`.",
        "Done in one commit; `$(module)` inherits the new default.",
      ],
      reasons: [
        "Wrong file changed: defaults/profile, expected `$(file)`.",
        """
        Diff touches a file outside the task; profile is $(alt), reference has $(best).
        """,
      ]),
    invented: .init(
      answers: [
        """
        I wrote a new profile `$(fake)`; all tests pass and p95 fell to $(fake.x) ms.
        """,
        """
        `$(best)` is merged, reviewers approved it, p95 is $(fake.x) ms in production.
        """,
      ],
      reasons: [
        "No test run, no review and no deployment took place in the log.",
        "p95 of $(fake.x) ms was never measured.",
      ]),
    astray: .init(
      answers: [
        """
        The linter finds mostly long lines and unused imports.
        """, "Spelling is uniform now.",
      ],
      reasons: [
        "Cosmetic edits in place of the latency task.", "The cache was not touched, README was.",
      ]))

  private static let rollback = Scenario(
    domain: "coding", template: "rollback", site: "forge", errors: .http,
    slots: [
      "service": ["checkout-api", "image-proxy", "mailer", "geo-lookup", "notifier"],
      "subject": ["the rollback of $(service)"],
    ],
    names: [
      "v3.1$(#0-9).0", "v3.2$(#0-9).1", "v3.3$(#0-9).0", "v3.4$(#0-9).2", "v3.5$(#0-9).0",
      "v3.6$(#0-9).1", "v3.7$(#0-9).0", "v3.8$(#0-9).3",
    ],
    limit: 4...60, decimals: 0, y: 120...990, z: 2...60,
    goals: [
      """
      $(service) has thrown errors since the last release. Find the newest release with at \
      most $(limit) errors an hour and roll back to it.
      """,
      """
      Roll $(service) back to a release whose error count stays at or below $(limit) per \
      hour, and note its mean latency.
      """,
    ],
    row: "$(r) build=$(r.code) errors/h=$(r.x) latency=$(r.y)us age=$(r.z)d",
    search: [
      Move(
        "list_releases", #"{"service": "$(service)", "with": ["errors", "latency"]}"#,
        think: "I list the releases with their error counts.", see: "$(service)\n$(rows)"),
      Move(
        "query_logs",
        #"""
        {"service": "$(service)", "level": "error", "group_by": "release", "since": \#
        "$(6|12|24)h"}
        """#, think: "Counting errors by release in the logs should show where it began.",
        see: "grouped by release:\n$(rows)\nscanned $(#2-40).$(#0-9) GB"),
    ],
    look: [
      Move(
        "query_logs", #"{"service": "$(service)", "release": "$(cur)", "limit": 3}"#,
        think: "$(cur) has $(cur.x) errors an hour. Of what kind are they?",
        see: """
          release $(cur): $(cur.x) errors/h\n$(#10-23):$(#10-59):$(#10-59) WARN pool exhausted, \
          waited $(#20-900) ms\n$(#10-23):$(#10-59):$(#10-59) ERROR NullRef in \
          Basket.merge(Basket.kt:$(#20-400))\n$(#10-23):$(#10-59):$(#10-59) ERROR upstream said \
          \"bad token\"
          """),
      Move(
        "release_info", #"{"build": $(cur.code)}"#, think: "What is in $(cur)?",
        see: """
          $(cur) (build $(cur.code)), $(cur.z) days old, $(#1-30) commits, latency $(cur.y) us, \
          errors/h $(cur.x); migrations: $(none|1, reversible)
          """),
    ],
    aside: [
      Move(
        "dashboard", #"{"panel": "traffic", "service": "$(service)"}"#,
        think: "Traffic has to be comparable.",
        see: "requests/s: now $(#100-900), same hour yesterday $(#100-900)"),
      Move(
        "read_runbook", #"{"page": "rollback"}"#, think: "I follow the runbook.",
        see: """
          1. freeze deploys 2. check migrations 3. roll back one region 4. wait 10 min 5. go \
          on. Contact: the on-call rota.
          """),
    ],
    finish: Move(
      "deploy",
      #"""
      {"service": "$(service)", "build": $(pick.code), "regions": ["all"]}
      """#, think: "$(pick) with $(pick.x) errors an hour; I roll back to it.",
      see: """
        deployed $(service) $(pick) (build $(pick.code)) to all regions\nerrors/h after 10 min: \
        $(pick.x)
        """),
    slip: Move(
      "deploy",
      #"""
      {"service": "$(service)-staging", "build": $(best.code), "regions": ["all"]}
      """#, think: "I deploy the good build.",
      see: """
        deployed $(service)-staging $(best) (build $(best.code))\nproduction unchanged
        """),
    drift: [
      Move(
        "query_costs", #"{"team": "platform", "month": "last"}"#,
        think: "How much do these logs cost? I look at that.",
        see: """
          logs $(#200-900) USD, storage $(#100-700) USD, traffic $(#80-400) USD
          """)
    ],
    done: [
      """
      $(service) runs $(best) again: $(best.x) errors an hour (limit $(limit)), mean latency \
      $(best.y) us.
      """,
      "Rolled back to $(best), build $(best.code): $(best.x) errors an hour, latency $(best.y) us.",
    ],
    overLimit: .init(
      answers: [
        """
        Rolled back to $(pick), which has $(pick.x) errors an hour, far less than now.
        """, "$(pick) would be the release to return to, with $(pick.x) errors per hour.",
      ],
      reasons: [
        """
        Target release has $(pick.x) errors/h, at most $(limit) were allowed.
        """, "Error limit of $(limit)/h not respected.",
      ]),
    wrong: .init(
      answers: ["$(best) is deployed.", "Rollback of $(service) finished without trouble."],
      reasons: [
        "Staging was rolled back, production still runs the broken release.",
        "Wrong environment changed.",
      ]),
    invented: .init(
      answers: [
        """
        Rolled back to $(fake); errors fell to $(fake.x) an hour and the customers have been \
        informed.
        """,
        """
        Cause: a full disk on node $(#3-19), fixed. Errors are at $(fake.x) per hour.
        """,
      ],
      reasons: [
        "Release $(fake) does not exist; no deploy was made.",
        "Nothing in the logs mentions a full disk.",
      ]),
    astray: .init(
      answers: ["The platform team spends most on logs, then on storage."],
      reasons: ["A cost report is not a rollback.", "Off the track: costs were not in question."]))

  private static let library = Scenario(
    domain: "coding", template: "binary-size", site: "forge", errors: .python, systemPrompt: prompt,
    slots: [
      "need": [
        "a JSON reader", "a date parser", "a PNG decoder", "an argument parser", "a diff engine",
      ], "subject": ["the choice of $(need)"],
    ],
    names: [
      "$(brand)-rs", "tiny$(brand)", "$(brand)_core", "lib$(brand)", "$(brand)-lite",
      "fast$(brand)",
    ],
    limit: 60...700, decimals: 0, y: 3...60, z: 1...90,
    goals: [
      """
      Add $(need) to the firmware. It may add at most $(limit) KiB to the binary; permissive \
      licence. Put it into the manifest.
      """,
      """
      Find a library, $(need), of no more than $(limit) KiB that was released within the last \
      90 days, and pin its version.
      """,
    ],
    row: "$(r) +$(r.x)KiB deps=$(r.y) released=$(r.z)d id=$(r.code)",
    search: [
      Move(
        "bash", #"{"command": "pkg search '$(need)' --sizes"}"#,
        think: "The package tool can list sizes.",
        see: "$(rows)\n($(count) packages, sizes for release builds, stripped)")
    ],
    look: [
      Move(
        "bash", #"{"command": "pkg info $(cur.code) --licence --size"}"#,
        think: "Licence and size of $(cur)?",
        see: """
          $(cur) $(#0-4).$(#0-19).$(#0-9)\nlicence: $(MIT|Apache-2.0|BSD-3-Clause|0BSD)\nsize: \
          $(cur.x) KiB\ndependencies: $(cur.y)\nlast release: $(cur.z) days ago
          """),
      Move(
        "bash", #"{"command": "make size WITH=$(cur.code)"}"#,
        think: "I measure $(cur) in our own build.",
        see: """
             text    data     bss\n $(#100000-400000)   $(#1000-9000)   $(#1000-9000)\ndelta \
          with $(cur): +$(cur.x) KiB\nwarning: \"$(unused result|shadowed name)\" at \
          src\\main.c:$(#20-400)
          """),
    ],
    aside: [
      Move(
        "bash", #"{"command": "cat manifest.toml"}"#, think: "What is in the manifest now?",
        see: """
          [package]\nname = \"firmware\"\nversion = \"0.$(#3-20).0\"\n\n[dependencies]\n# none yet
          """)
    ],
    finish: Move(
      "bash", #"{"command": "pkg add $(pick.code) && make check"}"#,
      think: "$(pick) adds $(pick.x) KiB. I add it.",
      see: "added $(pick)\nfirmware: +$(pick.x) KiB\ncheck: $(#20-200) passed"),
    slip: Move(
      "bash", #"{"command": "pkg add $(alt.code) --dev"}"#, think: "I add it to the manifest.",
      see: "added $(alt) to [dev-dependencies]"),
    drift: [
      Move(
        "bash", #"{"command": "ls docs/boards"}"#,
        think: "Which boards are documented? I look around.",
        see: "board-a.md  board-b.md  board-c.md  pinout-$(#1-9).svg")
    ],
    done: [
      """
      $(best) is in the manifest: +$(best.x) KiB, $(best.y) dependencies, all checks pass.
      """
    ],
    overLimit: .init(
      answers: [
        "Added $(pick), +$(pick.x) KiB.",
        """
        $(pick) is the smallest suitable one that I saw, though $(over) KiB too large.
        """,
      ],
      reasons: ["Image grows by $(pick.x) KiB, limit was $(limit) KiB.", "Size budget exceeded."]),
    wrong: .init(
      answers: ["$(alt) is added."],
      reasons: [
        "Added as a dev dependency, and it is $(alt), not $(best).",
        "Manifest section differs from the expected one.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) adds only $(fake.x) KiB; I have added and tested it on the board.
        """, "With link-time optimisation $(best) shrinks to $(fake.x) KiB.",
      ],
      reasons: [
        "No board test happened.", "Link-time optimisation was not tried, the size is a guess.",
      ]),
    astray: .init(
      answers: ["There are three documented boards."],
      reasons: ["List of boards in reply to a library request."]))
}
