import Foundation

/// The checkout that these tests were built from.
enum PackageFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
