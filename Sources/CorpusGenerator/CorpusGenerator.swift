@main
struct CorpusGenerator {
  static func main() {}
}
