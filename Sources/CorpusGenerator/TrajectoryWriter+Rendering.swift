extension TrajectoryWriter {
  /// Makes the present task from `random`: fillings of the slots, the world, the goal.
  mutating func prepareTask() {
    notes.clear()
    slots.removeAll(keepingCapacity: true)
    world.populate(from: scenario, with: &random)
    for values in scenario.slots {
      slots.append(note(values[random.below(values.count)]))
    }
    brand = random.below(Brands.count)
    let first = random.below(scenario.names.count)
    for position in world.records.indices {
      world.records[position].name = noteName(first + position)
    }
    world.fake.name = noteName(first + world.records.count)
    // A brand in other texts is nobody's above.
    brand = Brands.next(after: brand)
    goal = note(scenario.goals[random.below(scenario.goals.count)])
  }

  private mutating func noteName(_ position: Int) -> Range<Int> {
    brand = Brands.next(after: brand)
    return note(scenario.names[position % scenario.names.count])
  }

  /// Renders into the notes instead of the line.
  private mutating func note(_ phrase: Phrase) -> Range<Int> {
    let lineEnd = line.count
    let start = notes.count
    render(phrase)
    notes.append(line, lineEnd..<line.count)
    line.truncate(to: lineEnd)
    return start..<notes.count
  }

  mutating func render(oneOf phrases: [Phrase]) {
    render(phrases[random.below(phrases.count)])
  }

  mutating func render(_ phrase: Phrase) {
    for position in phrase.start..<phrase.end {
      switch book.operations[position] {
      case .literal(let start, let end): line.append(book.bytes, start..<end)
      case .choice(let first, let count): render(book.phrases[first + random.below(count)])
      case .slot(let slot): line.append(notes, slots[slot])
      case .field(let role, let field): render(field, of: role)
      case .number(let low, let high): line.append(random.number(low, high))
      case .hex(let digits): line.appendHex(random.next(), digits: digits)
      case .limit: line.append(world.limit)
      case .over:
        let missed = world.records[picked].x - world.limit * world.scale
        line.append(abs(missed), decimals: world.decimals)
      case .rows: renderRows(world.records.count)
      case .topRows: renderRows(3)
      case .rowNumber: line.append(row + 1)
      case .recordCount: line.append(world.records.count)
      case .brand: Brands.append(brand, to: &line)
      }
    }
  }

  private mutating func renderRows(_ count: Int) {
    for position in 0..<count {
      if position > 0 { line.append(#"\n"#) }
      row = position
      render(scenario.row)
    }
  }

  private mutating func render(_ field: World.Field, of role: World.Role) {
    let record =
      switch role {
      case .best: world.records[world.best]
      case .alt: world.records[world.alternative]
      case .cur: world.records[current]
      case .pick: world.records[picked]
      case .r: world.records[row]
      case .fake: world.fake
      }
    switch field {
    case .name: line.append(notes, record.name)
    case .code: line.append(record.code)
    case .x: line.append(record.x, decimals: world.decimals)
    case .y: line.append(record.y)
    case .z: line.append(record.z)
    }
  }
}
