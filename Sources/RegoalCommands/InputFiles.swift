internal import Foundation
internal import Ingest

/// Files to read: those that are named, and those found in folders.
struct InputFiles {
  struct Input: Equatable {
    let file: String
    /// The named folder in which it was found; nil: it was named itself.
    let folder: String?
    /// Found in a folder: skipped if nothing recognises it.
    var isFound: Bool { folder != nil }
  }

  private(set) var inputs: [Input] = []
  /// Names that do not exist, and folders that cannot be read.
  private(set) var failed: [InputError] = []

  init(_ names: [String]) {
    for name in names {
      var isFolder: ObjCBool = false
      guard name == "-" || FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      else {
        failed.append(.cannotOpen(file: name, reason: "no such file or folder"))
        continue
      }
      if isFolder.boolValue {
        let count = inputs.count + failed.count
        let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
        find(below: folder, named: name)
        if inputs.count + failed.count == count {
          failed.append(.nothingFound(folder: name, files: 0))
        }
      } else {
        inputs.append(Input(file: name, folder: nil))
      }
    }
  }

  /// An error for each named folder of which every file was skipped.
  func foldersWithout(skipped: [String]) -> [InputError] {
    let skipped = Set(skipped)
    var order: [String] = []
    var counts: [String: (all: Int, skipped: Int)] = [:]
    for input in inputs {
      guard let folder = input.folder else { continue }
      if counts[folder] == nil { order.append(folder) }
      counts[folder, default: (0, 0)].all += 1
      if skipped.contains(input.file) { counts[folder]?.skipped += 1 }
    }
    return order.compactMap { folder in
      guard let count = counts[folder], count.all == count.skipped else { return nil }
      return .nothingFound(folder: folder, files: count.all)
    }
  }

  /// Files in the order of their paths.
  private mutating func find(below folder: String, named name: String) {
    let children: [String]
    do { children = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      failed.append(.cannotOpen(file: folder, reason: "the folder cannot be read"))
      return
    }
    for child in children.sorted() {
      let path = folder + "/" + child
      let type =
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
      if type == .typeDirectory {
        find(below: path, named: name)
      } else if type == .typeRegular || type == .typeSymbolicLink {
        inputs.append(Input(file: path, folder: name))
      }
    }
  }
}
