/// Look-ups in invented catalogues of studies, materials and museums.
enum ResearchScenarios {
  static let all = [studySize, conductivity, admission]

  private static let studySize = Scenario(
    domain: "research", template: "study-size", site: "folio-index", errors: .http,
    systemPrompt: """
      Answer from the catalogue only and give the record number of what you cite.
      """,
    slots: [
      "topic": [
        "nap length and recall", "noise in open offices", "standing desks",
        "chlorophyll assays in algae", "cold storage of pears", "l'effet de l'éclairage",
      ], "subject": ["a study on $(topic)"],
    ],
    names: [
      "\"A field trial\" ($(brand) Institute, 20$(#10-24))",
      "\"Revisiting the effect\" ($(brand) College, 20$(#10-24))",
      "\"Une étude croisée\" ($(brand), 20$(#10-24))", "\"長期観察\" ($(brand) 大学, 20$(#10-24))",
      "\"Replication report\" ($(brand) Lab, 20$(#10-24))",
      "\"Short note\" ($(brand) Society, 20$(#10-24))",
    ],
    limit: 80...900, sense: .atLeast, decimals: 0, y: 1...70, z: 1...24,
    goals: [
      """
      Find a study on $(topic) with at least $(limit) participants or samples, and report \
      its effect size and record number.
      """,
      "I need one citable study about $(topic), n >= $(limit). What effect does it report?",
    ],
    row: "rec $(r.code): $(r), n = $(r.x), d = 0.$(r.y), $(r.z) weeks",
    search: [
      Move(
        "catalogue_search", #"{"query": "$(topic)", "type": "study", "limit": 10}"#,
        think: "I search the catalogue for $(topic).", see: "$(count) records\n$(rows)"),
      Move(
        "catalogue_search", #"{"query": "$(topic)", "min_n": $(limit)}"#,
        think: "The search has a field for the sample size; let me use it.",
        see: "min_n is matched against registered, not final, size.\n$(rows)"),
    ],
    look: [
      Move(
        "open_record", #"{"record": $(cur.code)}"#,
        think: "Record $(cur.code) states n = $(cur.x). I open the abstract.",
        see: """
          $(cur)\nAbstract. We followed $(cur.x) $(participants|samples) over $(cur.z) weeks. \
          The main outcome changed by d = 0.$(cur.y) (95 % interval given in table 2). \
          Attrition was $(#2-19) %. Limits: $(one site only|self-reported data|no \
          blinding).\nKeywords: $(topic)
          """),
      Move(
        "open_record", #"{"record": $(cur.code), "part": "methods"}"#,
        think: "The methods part says how n is counted.",
        see: """
          Methods of record $(cur.code): analysed n = $(cur.x); registered n = $(#900-2000); \
          $(randomised|observational), $(cur.z) weeks. Effect size d = 0.$(cur.y).
          """),
    ],
    aside: [
      Move(
        "thesaurus", #"{"term": "$(topic)"}"#, think: "Other words for the topic may bring more.",
        see: """
          related: \"$(recovery|workload|storage life)\", \"$(field study|controlled trial)\"; \
          narrower: none
          """)
    ],
    finish: Move(
      "cite", #"{"record": $(pick.code), "style": "short"}"#,
      think: "I cite record $(pick.code), n = $(pick.x).", see: "$(pick), record $(pick.code)"),
    slip: Move(
      "cite", #"{"record": $(alt.code), "style": "short"}"#, think: "I fetch the citation.",
      see: "$(alt), record $(alt.code)"),
    drift: [
      Move(
        "catalogue_search", #"{"query": "history of the catalogue card"}"#,
        think: "Catalogues have a history of their own, which I find worth a search.",
        see: """
          $(#2-9) records, e.g. \"Drawers and cards\": the cards measured 75 x 125 mm and stood in oak cabinets
          """),
      Move(
        "open_record", #"{"record": $(#10000-99999)}"#, think: "This one has pictures; I open it.",
        see: """
          \"Drawers and cards\". Cards of 75 x 125 mm became the norm. Oak cabinets held \
          $(#20-90),000 of them.
          """),
    ],
    done: [
      """
      $(best): n = $(best.x), effect d = 0.$(best.y) after $(best.z) weeks (record \
      $(best.code)).
      """,
      """
      Record $(best.code) fits with n = $(best.x); it reports d = 0.$(best.y).
      """,
    ],
    overLimit: .init(
      answers: [
        """
        I suggest $(pick), n = $(pick.x), d = 0.$(pick.y), record $(pick.code).
        """,
        """
        The largest I opened is record $(pick.code) with n = $(pick.x), $(over) short of what \
        you want.
        """,
      ],
      reasons: [
        "n = $(pick.x) although at least $(limit) was required.",
        "Sample too small, the constraint on size is not met.",
      ]),
    wrong: .init(
      answers: ["Record $(alt.code): d = 0.$(best.y).", "$(alt) reports n = $(best.x)."],
      reasons: [
        "Effect size of one study cited with the record number of another.",
        "Record $(best.code) was the right one, the answer has $(alt.code).",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) with n = $(fake.x) found d = 0.$(fake.y), see record $(fake.code).
        """, "A review of $(#12-40) trials confirms the effect (n = $(fake.x)).",
      ],
      reasons: [
        "Citation made up: record $(fake.code) is not in the catalogue.",
        "The review it refers to was never found or opened.",
      ]),
    astray: .init(
      answers: ["Catalogue cards measured 75 x 125 mm and were kept in oak cabinets."],
      reasons: ["History of card catalogues in reply to a question on $(topic)."]))

  private static let conductivity = Scenario(
    domain: "research", template: "material-property", site: "alloybase", errors: .http,
    slots: [
      "use": ["a heat spreader", "a mould insert", "a cold plate", "an engine valve seat"],
      "subject": ["the alloy for $(use)"],
    ],
    names: [
      "$(brand) Cu-$(#1-9)", "$(brand) Al-$(#20-70)", "$(brand)-Bronze", "$(brand) W$(#10-90)",
      "$(brand) Ω", "$(brand) 合金",
    ],
    limit: 60...320, sense: .atLeast, decimals: 0, y: 2500...9800, z: 80...900,
    goals: [
      """
      Which alloy conducts heat with at least $(limit) W/(m·K) and suits $(use)? State \
      density and yield strength.
      """,
      """
      Select an alloy for $(use): thermal conductivity $(limit) W/(m·K) or higher.
      """,
    ],
    row: "$(r.code) $(r): λ = $(r.x) W/(m·K), ρ = $(r.y) kg/m³, Rp = $(r.z) MPa",
    search: [
      Move(
        "query_materials",
        #"""
        {"property": "thermal_conductivity", "min": $(limit), "use": "$(use)"}
        """#, think: "I query the base by conductivity.",
        see: "$(rows)\nvalues at 20 °C; near misses are included"),
      Move(
        "query_materials", #"{"use": "$(use)", "sort": "-strength"}"#,
        think: "Strength may decide between candidates.",
        see: "sorted by strength (descending, grouped):\n$(rows)"),
    ],
    look: [
      Move(
        "data_sheet", #"{"material": $(cur.code)}"#, think: "I read the data sheet of $(cur).",
        see: """
          $(cur)\nthermal conductivity: $(cur.x) W/(m·K) at 20 °C\ndensity: $(cur.y) \
          kg/m³\nyield strength: $(cur.z) MPa\nforms: $(plate|rod|powder); max. service \
          temperature $(#150-900) °C\nremark: \"values typical, not guaranteed\"
          """)
    ],
    aside: [
      Move(
        "convert", #"{"value": $(limit), "from": "W/(m·K)", "to": "BTU/(h·ft·°F)"}"#,
        think: "A check of the unit, to be safe.",
        see: "$(limit) W/(m·K) = $(#34-185).$(#0-9) BTU/(h·ft·°F)")
    ],
    finish: Move(
      "select", #"{"material": $(pick.code), "use": "$(use)"}"#,
      think: "$(pick) with $(pick.x) W/(m·K) is my selection.", see: "selected: $(pick) for $(use)"),
    slip: Move(
      "select", #"{"material": $(alt.code), "use": "$(use)"}"#, think: "I select the entry.",
      see: "selected: $(alt) for $(use)"),
    drift: [
      Move(
        "glossary", #"{"term": "bronze"}"#, think: "Where does the word bronze come from?",
        see: "bronze: alloy of copper and tin; the origin of the word is disputed")
    ],
    done: [
      """
      $(best): $(best.x) W/(m·K), $(best.y) kg/m³, yield strength $(best.z) MPa; selected for \
      $(use).
      """
    ],
    overLimit: .init(
      answers: [
        "$(pick) suits $(use): $(pick.x) W/(m·K), $(pick.z) MPa.",
        "Nearest value: $(pick.x) W/(m·K), $(pick).",
      ],
      reasons: [
        "Conductivity $(pick.x) is under the required $(limit).",
        "Selected alloy misses the minimum by $(over) W/(m·K).",
      ]),
    wrong: .init(
      answers: ["Selected: entry $(alt.code), $(best.x) W/(m·K)."],
      reasons: [
        "Entry $(alt.code) has $(alt.x), not $(best.x) W/(m·K).",
        "Another alloy than the one described was selected.",
      ]),
    invented: .init(
      answers: [
        """
        $(fake) reaches $(fake.x) W/(m·K) after annealing, density $(fake.y) kg/m³.
        """
      ],
      reasons: [
        "Annealing is not mentioned on any sheet.", "No material of this name in the base.",
      ]),
    astray: .init(
      answers: [
        """
        Bronze is an alloy of copper and tin; the origin of its name is disputed.
        """
      ], reasons: ["Etymology, not a selection."]))

  private static let admission = Scenario(
    domain: "research", template: "museum-visit", site: "museumsring", errors: .browser,
    slots: [
      "city": ["Castelvaro", "Vantholm", "北浜", "Saint-Évrin"],
      "group": ["school class", "club of retired miners", "family of five"],
      "subject": ["the museum for the $(group)"],
    ],
    names: [
      "Museum of Salt", "Musée des Horloges", "紙の博物館", "Tram Depot Museum", "House of Maps",
      "Glass Cabinet", "Museum am Wehr", "Museum of Ropes",
    ],
    limit: 4...18, y: 9...11, z: 20...300,
    goals: [
      """
      Find a museum in $(city) with admission of €$(limit) or less per head that is open on \
      Mondays, for a $(group). When does it open?
      """,
      """
      Where in $(city) can a $(group) go on a Monday for at most €$(limit) each?
      """,
    ],
    row: "$(r) · €$(r.x) · Mon from $(r.y):00 · groups up to $(r.z) · no. $(r.code)",
    search: [
      Move(
        "search", #"{"q": "museums $(city) monday", "lang": "en"}"#,
        think: "I search for museums open on Mondays.", see: "Museums in $(city) (Mondays)\n$(rows)"
      ),
      Move(
        "search", #"{"q": "museum admission $(city)", "max_price": $(limit)}"#,
        think: "Now by price.", see: "Prices for adults, as reported by the houses:\n$(rows)"),
    ],
    look: [
      Move(
        "open", #"{"url": "/museum/$(cur.code)"}"#, think: "I read the page of $(cur).",
        see: """
          $(cur), $(city)\nAdmission €$(cur.x), groups up to $(cur.z) by arrangement\nMonday \
          $(cur.y):00-17:00, last entry 16:15\nNow showing: \"$(Knots and splices|Blue, white, \
          gold|The long night shift)\"\nWheelchair access: $(yes|ground floor only)
          """)
    ],
    aside: [
      Move(
        "open", #"{"url": "/city/$(city)/transport"}"#, think: "How does one get there?",
        see: """
          Tram $(#1-12) every $(#5-20) min, day ticket €$(#4-9).$(#10-90), car park with \
          $(#20-300) places.
          """)
    ],
    finish: Move(
      "save", #"{"museum": $(pick.code), "for": "$(group)"}"#,
      think: "$(pick), €$(pick.x), is what I propose.", see: "Saved: $(pick)."),
    slip: Move(
      "save",
      #"""
      {"museum": $(alt.code), "for": "$(group)", "day": "$(Tuesday|Sunday)"}
      """#, think: "I save the visit with the next free day.", see: "Saved: $(alt)."),
    drift: [
      Move(
        "open", #"{"url": "/city/$(city)/restaurants"}"#,
        think: "They will be hungry, I look for restaurants.",
        see: """
          $(#8-60) restaurants, e.g. \"Zum Anker\", soups from €$(#5-9).50, closed on Wednesdays
          """)
    ],
    done: [
      """
      $(best) in $(city): €$(best.x) per head, open on Mondays from $(best.y):00, groups up \
      to $(best.z).
      """
    ],
    overLimit: .init(
      answers: [
        "I suggest $(pick), €$(pick.x) each, Mondays from $(pick.y):00.",
        "$(pick) would be nice, €$(over) above your limit.",
      ], reasons: ["Admission of €$(pick.x) is above €$(limit).", "Price per head too high."]),
    wrong: .init(
      answers: ["$(alt), saved for the $(group)."],
      reasons: ["Wrong day saved, Monday was asked for.", "$(best) fits, $(alt) was saved."]),
    invented: .init(
      answers: [
        "$(fake) is free for a $(group) on the first Monday.",
        "$(best) gives groups a rate of €$(fake.x).",
      ],
      reasons: [
        "Free Mondays: no page says that.", "A group rate of €$(fake.x) is not on the page.",
      ]),
    astray: .init(
      answers: ["\"Zum Anker\" serves good soups but is closed on Wednesdays."],
      reasons: ["Restaurant tips were not asked for."]))
}
