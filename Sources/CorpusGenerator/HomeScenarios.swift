/// Steering the devices of a house.
enum HomeScenarios {
  static let all = [heatingPlan, standbyLoad]

  private static let prompt = """
    You control a house through its hub. Read the state before you change it; report the \
    values that the hub returns.
    """

  private static let tools = #"""
    [{"type":"function","function":{"name":"list","parameters":{"type":"object",\#
    "properties":{"kind":{"type":"string"}}}}},{"type":"function","function":{"name":"read",\#
    "parameters":{"type":"object","properties":{"id":{"type":"integer"}},\#
    "required":["id"]}}},{"type":"function","function":{"name":"set",\#
    "parameters":{"type":"object","properties":{"id":{"type":"integer"},"value":{}},\#
    "required":["id","value"]}}}]
    """#

  private static let heatingPlan = Scenario(
    domain: "home", template: "heating-plan", site: "emberhub", systemPrompt: prompt, tools: tools,
    slots: [
      "room": ["study", "nursery", "Küche", "workshop", "upper floor"],
      "subject": ["the heating plan of the $(room)"],
    ],
    names: [
      "plan \"Dawn\"", "plan \"Eco 2\"", "plan \"Séjour\"", "plan \"Frost guard\"",
      "plan \"Weekday\"", "plan \"Long day\"", "plan \"冬\"", "plan \"Quiet\"",
    ],
    limit: 4...22, decimals: 1, y: 15...19, z: 20...23,
    goals: [
      """
      Choose the heating plan for the $(room) that stays at or below $(limit) kWh a day and \
      activate it. Tell me its night and day temperature.
      """,
      """
      Heating of the $(room) shall use at most $(limit) kWh per day. Set the plan \
      accordingly.
      """,
    ],
    row: "$(r.code) $(r): forecast $(r.x) kWh/day, night $(r.y) °C, day $(r.z) °C",
    search: [
      Move(
        "list", #"{"kind": "heating_plan", "room": "$(room)"}"#,
        think: "Which plans does the hub know for the $(room)?",
        see: "$(count) plans for $(room)\n$(rows)\nactive: none"),
      Move(
        "list", #"{"kind": "heating_plan", "order": "energy"}"#,
        think: "Perhaps it can order them by energy.", see: "order 'energy' accepted\n$(rows)"),
    ],
    look: [
      Move(
        "read", #"{"id": $(cur.code)}"#, think: "I read $(cur) in full.",
        see: """
          {\"id\": $(cur.code), \"forecast_kwh\": $(cur.x), \"night\": $(cur.y), \"day\": \
          $(cur.z), \"switch\": [\"0$(#5-7):$(#10-50)\", \"2$(#0-3):$(#10-50)\"], \"boost\": \
          $(true|false)}
          """),
      Move(
        "simulate", #"{"plan": $(cur.code), "days": $(#1-7)}"#,
        think: "A simulation of $(cur) tells more than the forecast.",
        see: """
          Simulated $(cur): mean $(cur.x) kWh/day, coldest hour $(cur.y) °C, comfort score \
          $(#50-97)/100
          """),
    ],
    aside: [
      Move(
        "read_sensor", #"{"room": "$(room)", "what": ["temperature", "humidity"]}"#,
        think: "What is it like in there at present?",
        see: """
          $(room): $(#16-22).$(#0-9) °C, $(#35-60) % humidity, window $(closed|tilted)
          """),
      Move(
        "weather", #"{"hours": 24}"#, think: "The outside temperature sets the demand.",
        see: "next 24 h: $(#0-9) to $(#10-14) °C, wind $(#2-30) km/h"),
    ],
    finish: Move(
      "set", #"{"id": $(pick.code), "value": "active"}"#,
      think: "$(pick) with $(pick.x) kWh a day; I activate it.",
      see: "ok: $(pick) is active in $(room) (forecast $(pick.x) kWh/day)"),
    slip: Move(
      "set",
      #"""
      {"id": $(alt.code), "value": "active", "room": "$(hall|bathroom|garage)"}
      """#, think: "I activate the plan. The room should be preset.",
      see: "ok: $(alt) is active in $(hall|bathroom|garage)"),
    drift: [
      Move(
        "list", #"{"kind": "light_scene"}"#, think: "There are light scenes too, let me see these.",
        see: """
          scenes: \"Reading\", \"Cinema\", \"Aurora\", \"Soirée\". last used: Cinema
          """),
      Move(
        "set", #"{"id": $(#100-999), "value": {"scene": "Aurora"}}"#,
        think: "\"Aurora\" sounds pretty, I switch it on.",
        see: "ok: scene Aurora running on $(#3-11) lamps"),
    ],
    done: [
      """
      $(best) is active in the $(room): $(best.x) kWh a day, $(best.y) °C at night and \
      $(best.z) °C by day.
      """, "Set $(best): forecast $(best.x) kWh/day, $(best.y) °C at night, $(best.z) °C by day.",
    ],
    overLimit: .init(
      answers: [
        """
        I activated $(pick), about $(pick.x) kWh a day, nights at $(pick.y) °C.
        """,
        """
        $(pick) needs $(pick.x) kWh per day, that is $(over) more than you wanted, but it \
        keeps the room warm.
        """,
      ],
      reasons: [
        """
        Forecast of the active plan ($(pick.x) kWh) exceeds $(limit) kWh a day.
        """, "Energy cap broken by $(over) kWh/day.",
      ]),
    wrong: .init(
      answers: ["The plan is active.", "$(alt) is running in the $(room) now."],
      reasons: [
        "Another room was switched, the $(room) is unchanged.",
        """
        State after the run: $(room) has no plan, a different room got $(alt.code).
        """,
      ]),
    invented: .init(
      answers: [
        "I created $(fake), which needs just $(fake.x) kWh a day.",
        "$(best) is active; last month it used $(fake.x) kWh a day.",
      ],
      reasons: [
        "No plan was created in this run.",
        "The hub has no record of last month, the figure is invented.",
      ]),
    astray: .init(
      answers: [
        "Four light scenes are available, the last one used was Cinema.",
        "The scene Aurora is on; enjoy the lights.",
      ],
      reasons: [
        "Lights were changed, heating was not.", "Request on heating answered with light scenes.",
      ]))

  private static let standbyLoad = Scenario(
    domain: "home", template: "standby-load", site: "emberhub", errors: .python,
    systemPrompt: prompt, tools: tools,
    slots: [
      "place": ["the office corner", "the media shelf", "the kitchen circuit", "la buanderie"],
      "subject": ["standby use of $(place)"],
    ],
    names: [
      "plug A$(#1-9) (monitor)", "plug B$(#1-9) (speaker)", "plug C$(#1-9) (console)",
      "plug D$(#1-9) (printer)", "plug E$(#1-9) (充电器)", "plug F$(#1-9) (router)",
      "plug G$(#1-9) (lamp)", "plug H$(#1-9) (dryer)",
    ],
    limit: 2...9, y: 20...400, z: 1...23,
    goals: [
      """
      Which plug of $(place) draws at most $(limit) W in standby? Label it \"keep\", so that it stays on at night.
      """,
      """
      Find the device at $(place) with standby power of $(limit) W or less and label its plug \
      \"keep\".
      """,
    ],
    row: "$(r) id=$(r.code) standby=$(r.x)W peak=$(r.y)W last_on=$(r.z)h",
    search: [
      Move(
        "list", #"{"kind": "plug", "where": "$(place)"}"#, think: "I list the plugs of $(place).",
        see: "$(rows)\ntotal: $(count) plugs"),
      Move(
        "query", #"{"sql": "SELECT id, standby FROM plug ORDER BY id"}"#,
        think: "The hub keeps a table of measurements, I query it.",
        see: "-- $(count) rows\n$(rows)"),
    ],
    look: [
      Move(
        "read", #"{"id": $(cur.code)}"#, think: "Is the value of $(cur) stable?",
        see: """
          $(cur): standby mean $(cur.x) W over $(#3-30) nights, peak $(cur.y) W, last on \
          $(cur.z) h ago, relay $(on|off)
          """),
      Move(
        "history", #"{"id": $(cur.code), "from": "-7d", "bucket": "1h"}"#,
        think: "A week of history for $(cur).",
        see: """
          hour;watt\n00;$(cur.x)\n01;$(cur.x)\n02;$(cur.x)\n03;$(cur.x)\n...\n18;$(cur.y).00\nmean \
          at night $(cur.x)
          """),
    ],
    aside: [
      Move(
        "tariff", #"{}"#, think: "What does a watt cost per year?",
        see: "€0.$(#22-41) per kWh; 1 W all year is about €$(#2-3).$(#10-90)")
    ],
    finish: Move(
      "set", #"{"id": $(pick.code), "value": {"label": "keep"}}"#,
      think: "$(pick) draws $(pick.x) W. I label it.", see: "ok: $(pick) label=keep"),
    slip: Move(
      "set", #"{"id": $(alt.code), "value": {"label": "keep", "relay": "off"}}"#,
      think: "I set the label, and the relay along with it.", see: "ok: $(alt) label=keep relay=off"
    ),
    drift: [
      Move(
        "firmware", #"{"check": true}"#, think: "Is the firmware current? I check that first.",
        see: """
          hub 4.$(#1-9).$(#0-9), newest 4.$(#1-9).$(#0-9); release notes: faster pairing
          """)
    ],
    done: [
      """
      $(best) draws $(best.x) W in standby (limit $(limit) W) and is labelled \"keep\".
      """
    ],
    overLimit: .init(
      answers: [
        "$(pick) has $(pick.x) W in standby and keeps its power at night.",
        "The smallest load I found is $(pick.x) W at $(pick).",
      ],
      reasons: [
        "Labelled a plug with $(pick.x) W although $(limit) W is the maximum.",
        "Load too high by $(over) W.",
      ]),
    wrong: .init(
      answers: ["Label set on plug $(alt.code)."],
      reasons: [
        "Wrong plug labelled, and its relay switched off.",
        "id $(best.code) expected, id $(alt.code) changed.",
      ]),
    invented: .init(
      answers: [
        "$(fake) draws $(fake.x) W; over the year that saves €$(#20-90).",
        "After my change the night load fell to $(fake.x) W.",
      ],
      reasons: [
        "Savings were not computed from any observed data.",
        "No measurement after the change exists.",
      ]),
    astray: .init(
      answers: ["A newer firmware with faster pairing is available."],
      reasons: ["Firmware was not the question."]))
}
