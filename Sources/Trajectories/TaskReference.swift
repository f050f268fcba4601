/// The task of a run, with the groups that splits keep together.
public struct TaskReference: Equatable, Hashable, Sendable {
  public struct Group: Equatable, Hashable, Sendable {
    public let kind: String
    public let value: String

    public init(kind: String, value: String) {
      self.kind = kind
      self.value = value
    }
  }

  /// The source's name of the task; nil: it gives none.
  public let key: String?
  public let benchmark: String?
  public let domain: String?
  /// In the order of their kinds' UTF-8 bytes.
  public let groups: [Group]

  public init(key: String?, benchmark: String?, domain: String?, groups: [Group] = []) {
    self.key = key
    self.benchmark = benchmark
    self.domain = domain
    self.groups = groups.sorted { Array($0.kind.utf8).lexicographicallyPrecedes($1.kind.utf8) }
  }

  /// True if the source says nothing of a task at all.
  public var isEmpty: Bool { key == nil && benchmark == nil && domain == nil && groups.isEmpty }

  public var digest: String {
    var json = CanonicalJSON()
    return digest(using: &json)
  }

  /// The same, with a buffer that many digests share.
  func digest(using json: inout CanonicalJSON) -> String {
    json.removeAll()
    json.beginObject()
    json.member("benchmark", benchmark)
    json.member("domain", domain)
    writeGroups(into: &json)
    json.member("task", key)
    json.endObject()
    return json.digest
  }

  func writeGroups(into json: inout CanonicalJSON) {
    guard !groups.isEmpty else { return }
    json.key("groups")
    json.beginObject()
    for group in groups { json.member(group.kind, group.value) }
    json.endObject()
  }
}
