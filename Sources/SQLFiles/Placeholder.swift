public func embeddedFileCount() -> Int { EmbeddedSQL.files.count }
