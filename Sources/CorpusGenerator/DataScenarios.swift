/// Questions to tables of an invented company.
enum DataScenarios {
  static let all = [returnRate, stockOuts, sensorDrift]

  private static let tools = #"""
    [{"type":"function","function":{"name":"run_sql","description":"Read-only SQL",\#
    "parameters":{"type":"object","properties":{"sql":{"type":"string"}},\#
    "required":["sql"]}}},{"type":"function","function":{"name":"run_python",\#
    "parameters":{"type":"object","properties":{"code":{"type":"string"}},\#
    "required":["code"]}}},{"type":"function","function":{"name":"submit",\#
    "parameters":{"type":"object","properties":{"answer":{"type":"string"}},\#
    "required":["answer"]}}}]
    """#

  private static let returnRate = Scenario(
    domain: "data", template: "return-rate", site: "ledgerlake", errors: .python, tools: tools,
    slots: [
      "year": ["2022", "2023", "2024"], "table": ["orders_$(year)", "sales_$(year)_v2"],
      "subject": ["return rates in `$(table)`"],
    ],
    names: [
      "region North", "region South", "region Île", "region Coast", "region Lakes", "region 九州",
      "region Uplands", "region East",
    ],
    limit: 3...15, y: 1200...98000, z: 40...4000,
    goals: [
      """
      In `$(table)`, which region has a return rate of at most $(limit) %? Submit its name \
      and its revenue in thousand euro.
      """,
      """
      Find the region whose returns in $(year) are $(limit) % of orders or fewer, and give \
      orders and revenue.
      """,
    ],
    row: "$(r.code) | $(r) | $(r.x) % | $(r.y) k€ | $(r.z) orders",
    search: [
      Move(
        "run_sql",
        #"""
        {"sql": "SELECT id, region, return_rate, revenue, orders FROM $(table)_summary"}
        """#, think: "There is a summary view, I start there.",
        see: """
          id | region | return_rate | revenue | orders\n$(rows)\n($(count) rows)
          """),
      Move(
        "run_python",
        #"""
        {"code": "df = load('$(table)'); print(df.groupby('region').agg(rate=('returned', \#
        'mean')))"}
        """#, think: "I compute the rates from the raw rows as a cross-check.",
        see: """
          $(rows)\ndtype: float64, $(#20000-900000) rows read, $(#0-40) duplicates dropped
          """),
    ],
    look: [
      Move(
        "run_sql",
        #"""
        {"sql": "SELECT month, rate FROM $(table) WHERE region_id = $(cur.code)"}
        """#, think: "How does the rate of $(cur) move over the months?",
        see: """
          month | rate\n$(year)-01 | $(#2-19).$(#0-9)\n$(year)-02 | \
          $(#2-19).$(#0-9)\n$(year)-03 | $(#2-19).$(#0-9)\n…\nyear | $(cur.x)\nrevenue of \
          $(cur): $(cur.y) k€
          """),
      Move(
        "run_python", #"{"code": "print(df[df.region_id == $(cur.code)].describe())"}"#,
        think: "A closer look at $(cur).",
        see: """
          region_id $(cur.code) ($(cur))\ncount  $(cur.z)\nreturn rate  $(cur.x) %\nmean basket \
           $(#20-140).$(#10-90) €\nmax basket  $(#400-2400).00 €
          """),
    ],
    aside: [
      Move(
        "run_sql", #"{"sql": "SELECT count(*) FROM $(table) WHERE returned IS NULL"}"#,
        think: "Rows without the flag would distort the rate.", see: "count\n$(#0-90)\n(1 row)"),
      Move(
        "describe", #"{"table": "$(table)"}"#, think: "I need the column types.",
        see: """
          id integer, region_id integer, returned boolean, revenue numeric(12,2), note text -- \
          note: free text with \"quotes\" and \\ in it
          """),
    ],
    finish: Move(
      "submit", #"{"answer": "$(pick): $(pick.x) %, $(pick.y) k€"}"#,
      think: "$(pick) with $(pick.x) % is my answer.", see: "Answer received."),
    slip: Move(
      "submit", #"{"answer": "$(best): $(alt.y) k€"}"#, think: "I submit region and revenue.",
      see: "Answer received."),
    drift: [
      Move(
        "run_python", #"{"code": "plot(df.groupby('hour').size())"}"#,
        think: "At what hour do people order? A plot would be nice.",
        see: "saved plot_$(hex4).png ($(#20-90) kB); peak at $(#17-21) h"),
      Move(
        "run_sql", #"{"sql": "SELECT avg(length(note)) FROM $(table)"}"#,
        think: "How long are the notes that customers leave?", see: "avg\n$(#10-90).$(#10-99)"),
    ],
    done: [
      """
      $(best): return rate $(best.x) % (at most $(limit) %), revenue $(best.y) k€ with \
      $(best.z) orders.
      """, "The only one is $(best), with $(best.x) %: $(best.z) orders, $(best.y) k€.",
    ],
    overLimit: .init(
      answers: [
        """
        My answer is $(pick): $(pick.x) %, revenue $(pick.y) k€.
        """, "Answer: $(pick), $(pick.x) %.",
      ],
      reasons: [
        "$(pick.x) % lies above the limit of $(limit) %.",
        "Submitted region does not satisfy the condition on returns.",
      ]),
    wrong: .init(
      answers: ["$(best), revenue $(alt.y) k€.", "Return rate of $(best): $(alt.x) %."],
      reasons: [
        "Revenue: expected $(best.y), got $(alt.y).", "Number of another region was submitted.",
      ]),
    invented: .init(
      answers: [
        "$(fake) has a rate of $(fake.x) % thanks to its new packaging.",
        """
        $(best) fell to $(fake.x) % in the last quarter, the best of all years.
        """,
      ],
      reasons: [
        "Packaging as a cause: no data in the run says so.",
        "Quarterly figures were never queried.",
      ]),
    astray: .init(
      answers: [
        "Most orders come in the early evening.", "Customers leave notes of medium length.",
      ],
      reasons: ["The hour of ordering was not asked for."]))

  private static let stockOuts = Scenario(
    domain: "data", template: "stock-outs", site: "ledgerlake", errors: .python, tools: tools,
    slots: [
      "quarter": ["Q1", "Q2", "Q3", "Q4"],
      "ware": ["seed trays", "wall paint", "E27 lamps", "Dübel 8 mm"],
      "subject": ["stock-outs of $(ware) in $(quarter)"],
    ],
    names: [
      "warehouse W$(#10-19)", "warehouse W$(#20-29)", "warehouse W$(#30-39)",
      "warehouse W$(#40-49)", "warehouse W$(#50-59)", "warehouse W$(#60-69)",
      "warehouse W$(#70-79)", "warehouse W$(#80-89)",
    ],
    limit: 3...25, decimals: 0, y: 400...9000, z: 2...40,
    goals: [
      """
      Which warehouse had at most $(limit) days without $(ware) in $(quarter)? Report it with \
      its mean stock.
      """,
      """
      List the warehouse with $(limit) or fewer stock-out days of $(ware) ($(quarter)) and \
      the units sold there.
      """,
    ],
    row: "$(r.code);$(r);$(r.x);$(r.y);$(r.z)",
    search: [
      Move(
        "read_csv", #"{"file": "stock_$(quarter).csv", "filter": "ware == '$(ware)'"}"#,
        think: "The quarter's file has one row per warehouse.",
        see: "id;warehouse;days_out;units_sold;mean_stock\n$(rows)"),
      Move(
        "run_python", #"{"code": "print(open('stock_$(quarter).csv').read()[:2000])"}"#,
        think: "I look at the raw file, separators and all.",
        see: "# export of $(quarter), encoding utf-8\n$(rows)\n# end"),
    ],
    look: [
      Move(
        "run_python", #"{"code": "t = days.loc[$(cur.code)]; print((t.stock == 0).sum())"}"#,
        think: "I count the days of $(cur) myself.",
        see: """
          $(cur): $(cur.x) days with stock 0, units sold $(cur.y), mean stock $(cur.z) pallets
          """),
      Move(
        "run_sql",
        #"""
        {"sql": "SELECT day, stock FROM stock WHERE wh = $(cur.code) AND stock = 0"}
        """#, think: "Which days were these at $(cur)?",
        see: """
          day | stock\n$(#1-9) | 0\n$(#10-19) | 0\n$(#20-28) | 0\n… $(cur.x) rows in all; units \
          sold in the quarter: $(cur.y)
          """),
    ],
    aside: [
      Move(
        "run_python", #"{"code": "print(days.shape, days.isna().sum())"}"#,
        think: "Are there gaps in the data?", see: "(($(#300-900), 6), stock $(#0-12) missing)")
    ],
    finish: Move(
      "submit",
      #"""
      {"answer": {"warehouse": "$(pick)", "days": $(pick.x), "units": $(pick.y)}}
      """#, think: "$(pick), $(pick.x) days. I submit.", see: "submitted"),
    slip: Move(
      "submit", #"{"answer": {"warehouse": "$(alt)", "days": $(best.x)}}"#,
      think: "I take the values of the smallest row.", see: "submitted"),
    drift: [
      Move(
        "run_python", #"{"code": "forecast(days, horizon=52)"}"#,
        think: "A forecast for next year would impress.",
        see: """
          model fitted, MAPE $(#8-40).$(#0-9) %; week 12: $(#100-900), week 40: $(#100-900)
          """)
    ],
    done: [
      """
      $(best): $(best.x) days out of stock, $(best.y) units sold, mean stock $(best.z) \
      pallets.
      """
    ],
    overLimit: .init(
      answers: [
        "$(pick) with $(pick.x) days and $(pick.y) units.",
        """
        The best warehouse is $(pick); it was out of $(ware) on $(pick.x) days.
        """,
      ],
      reasons: [
        "$(pick.x) days are more than the $(limit) asked for.",
        "Range condition violated by $(over) days.",
      ]),
    wrong: .init(
      answers: ["$(alt), with $(best.x) days out of stock."],
      reasons: [
        "Row mix-up: days of $(best) reported under $(alt).", "Expected $(best) in the answer.",
      ]),
    invented: .init(
      answers: [
        "$(fake) had $(fake.x) days because of a second supplier.",
        "After smoothing, $(best) has $(fake.x) days.",
      ],
      reasons: [
        "A second supplier is not in the data.", "No smoothing was run; the number is fictional.",
      ]),
    astray: .init(
      answers: ["Demand of the next 52 weeks can be forecast with a moderate error."],
      reasons: ["Forecast delivered, history was asked."]))

  private static let sensorDrift = Scenario(
    domain: "data", template: "sensor-drift", site: "ledgerlake", errors: .python,
    slots: [
      "plant": ["plant Süd", "plant 2", "the pilot line", "hall C"],
      "subject": ["the drift of the sensors in $(plant)"],
    ],
    names: [
      "sensor T-$(#10-19)", "sensor T-$(#20-29)", "sensor P-$(#10-19)", "sensor P-$(#20-29)",
      "sensor F-$(#10-19)", "sensor F-$(#20-29)", "sensor L-$(#10-19)", "sensor L-$(#20-29)",
    ],
    limit: 10...90, decimals: 1, y: 80...4000, z: 1...36,
    goals: [
      """
      Find the sensor in $(plant) whose drift is at most $(limit) mK a month, so that it can \
      serve as the reference. Give its sample count.
      """,
      """
      Which of the sensors of $(plant) drifts $(limit) mK per month or less? Mark it as \
      reference.
      """,
    ],
    row: "$(r) #$(r.code): drift $(r.x) mK/month, n=$(r.y), calibrated $(r.z) months ago",
    search: [
      Move(
        "load",
        #"""
        {"path": "s3://plant-data/drift.parquet", "columns": ["id", "drift", "n"]}
        """#, think: "I load the drift table.", see: "$(rows)\n[$(count) rows x 5 columns]"),
      Move(
        "run_python", #"{"code": "drift_table('$(plant)', window='90d')"}"#,
        think: "The window may matter, I use 90 days.", see: "window 90 d\n$(rows)"),
    ],
    look: [
      Move(
        "run_python", #"{"code": "fit($(cur.code), model='linear')"}"#,
        think: "A linear fit for $(cur).",
        see: """
          $(cur): slope $(cur.x) mK/month, R² 0.$(#40-99), n = $(cur.y), residual spread \
          ±$(#1-9).$(#0-9) mK
          """)
    ],
    aside: [
      Move(
        "run_python", #"{"code": "outliers('$(plant)')"}"#, think: "Outliers could fake a drift.",
        see: "$(#0-14) outliers removed (|z| > 4), none near a calibration")
    ],
    finish: Move(
      "mark_reference", #"{"sensor": $(pick.code), "drift": $(pick.x)}"#,
      think: "$(pick) drifts $(pick.x) mK a month; it becomes the reference.",
      see: "$(pick) is reference of $(plant)"),
    slip: Move(
      "mark_reference", #"{"sensor": $(alt.code)}"#, think: "I mark the sensor from the last fit.",
      see: "$(alt) is reference of $(plant)"),
    drift: [
      Move(
        "run_python", #"{"code": "print(energy('$(plant)').sum())"}"#,
        think: "The energy use of $(plant) is in the same bucket.",
        see: "$(#200-900).$(#0-9) MWh in 12 months")
    ],
    done: [
      """
      $(best) drifts $(best.x) mK a month over $(best.y) samples and is marked as reference.
      """
    ],
    overLimit: .init(
      answers: [
        "$(pick) is the reference now, drift $(pick.x) mK/month.",
        "Lowest usable drift: $(pick.x) mK ($(pick)).",
      ],
      reasons: [
        "Reference drifts $(pick.x) mK/month; tolerance is $(limit).",
        "Tolerance missed by $(over) mK.",
      ]),
    wrong: .init(
      answers: ["Reference set."],
      reasons: ["Reference should be $(best), is $(alt).", "Wrong sensor marked."]),
    invented: .init(
      answers: [
        "$(fake) drifts $(fake.x) mK according to the calibration lab.",
        "$(best) was recalibrated yesterday and shows $(fake.x) mK.",
      ],
      reasons: ["No calibration report was opened.", "Recalibration is an invention of the agent."]),
    astray: .init(
      answers: ["The plant used several hundred MWh in twelve months."],
      reasons: ["Energy figures are irrelevant to the drift question."]))
}
