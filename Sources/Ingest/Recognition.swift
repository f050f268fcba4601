internal import SourceJSON

/// What the first record of an input that is JSON tells: the format, and what its records are.
struct Recognition {
  let type: any Importer.Type
  let unit: RecordUnit
  let isAboutOtherFiles: Bool

  /// Records that are no JSON before recognising is given up.
  private static let leadingLimit = 100
  /// Bytes of such records before it is given up; the first may be larger.
  private static let leadingBytesLimit = 1 << 26

  /// - Parameters:
  ///   - format: one of `InputFormats.names`; nil: recognise it.
  ///   - batch: gets what was read meanwhile.
  init(
    _ format: String?, _ framer: RecordFramer, place: InputPlace, read batch: inout FrameBatch
  ) throws(InputError) {
    guard let format else {
      try self.init(framer, place: place, read: &batch)
      return
    }
    guard let named = InputFormats.all.first(where: { $0.name == format }) else {
      throw .unknownFormat(name: format, formats: InputFormats.names)
    }
    try self.init(of: named, framer, place: place, read: &batch)
  }

  /// Recognises the format by the first record that is JSON.
  /// - Parameter batch: gets what was read meanwhile.
  private init(
    _ framer: RecordFramer, place: InputPlace, read batch: inout FrameBatch
  ) throws(InputError) {
    let file = place.file
    let json = JSONReader()
    var unrecognised: InputError?
    while let frame = try framer.next() {
      let bytes = UnsafeBufferPointer(start: frame.bytes, count: frame.count)
      let known =
        unrecognised ?? BinaryContent.words(bytes).map { .binary(file: file, content: $0) }
        ?? .unrecognised(
          file: file, start: String(decoding: bytes.prefix(60), as: UTF8.self),
          formats: InputFormats.names)
      unrecognised = known
      let framing = framer.framing
      batch.append(frame, isBehindArray: framer.isBehindArray)
      batch.noteRest(of: framer)
      let root: JSONValue
      do { root = try json.read(padded: frame.bytes, length: frame.count) } catch {
        if framing == .documents, let mended = Recognition(mending: bytes, framing) {
          self = mended
          return
        }
        let later = batch.bytes.count - (batch.frames.first?.count ?? 0)
        if batch.frames.count > Recognition.leadingLimit
          || later >= Recognition.leadingBytesLimit
        {
          throw known
        }
        continue
      }
      guard let found = InputFormats.all.first(where: { $0.recognises(root, framing: framing) })
      else { throw known }
      batch.noteParsed(by: json)
      if let owner = found.owner(of: root, in: place) {
        throw .belongs(file: file, to: owner)
      }
      self.init(found, root, framing)
      return
    }
    if let frame = batch.frames.first, batch.frames.count == 1 {
      let mended = Array(batch.bytes(of: frame)).withUnsafeBufferPointer {
        Recognition(mending: $0, framer.framing)
      }
      if let mended {
        self = mended
        return
      }
    }
    throw unrecognised
      ?? .empty(
        file: file,
        content: framer.framing != .array ? .nothing : framer.isComplete ? .array : .openArray)
  }

  /// Reads up to the first record that is JSON, which tells what the records of a named format are.
  private init(
    of type: any Importer.Type, _ framer: RecordFramer, place: InputPlace,
    read batch: inout FrameBatch
  ) throws(InputError) {
    let json = JSONReader()
    while batch.frames.count < Recognition.leadingLimit, let frame = try framer.next() {
      batch.append(frame, isBehindArray: framer.isBehindArray)
      batch.noteRest(of: framer)
      guard let root = try? json.read(padded: frame.bytes, length: frame.count) else {
        let bytes = UnsafeBufferPointer(start: frame.bytes, count: frame.count)
        guard let mended = Recognition(mending: bytes, framer.framing), mended.type == type else {
          continue
        }
        self = mended
        return
      }
      self.init(type, root, framer.framing)
      batch.noteParsed(by: json)
      return
    }
    self.init(type: type, unit: .record, isAboutOtherFiles: false)
  }

  /// By what is JSON of an object that is none.
  private init?(mending bytes: UnsafeBufferPointer<UInt8>, _ framing: RecordFramer.Framing) {
    guard let text = MendedDocument(bytes)?.text else { return nil }
    let found = try? JSONReader().read(String(decoding: text, as: UTF8.self)) { root in
      InputFormats.all.first { $0.recognises(root, framing: framing) }
        .map { Recognition($0, root, framing) }
    }
    guard let found else { return nil }
    self = found
  }

  private init(
    _ type: any Importer.Type, _ root: JSONValue, _ framing: RecordFramer.Framing
  ) {
    self.init(
      type: type, unit: type.unit(of: root, framing: framing),
      isAboutOtherFiles: type.isAboutOtherFiles(root))
  }

  private init(type: any Importer.Type, unit: RecordUnit, isAboutOtherFiles: Bool) {
    self.type = type
    self.unit = unit
    self.isAboutOtherFiles = isAboutOtherFiles
  }
}
