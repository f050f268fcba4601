internal import ArgumentParser
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// The server: a fixed answer after a fixed time, on 127.0.0.1; it ends with its standard input.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer requests after a fixed time; print the port.")

  @Option(help: "Milliseconds from a request to its answer.")
  var latency = 250

  static let answer =
    #"{"choices":[{"finish_reason":"stop","index":0,"message":{"content":"{\"valid\":true,"#
    + #"\"confidence\":0.8,\"reason\":\"every claim is shown\"}","role":"assistant"}}],"#
    + #""id":"x","model":"m","object":"chat.completion","#
    + #""usage":{"completion_tokens":20,"prompt_tokens":900,"total_tokens":920}}"#

  func run() async throws {
    let latency = TimeAmount.milliseconds(Int64(latency))
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let channel = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4_096)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Answerer(latency: latency))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    print(channel.localAddress?.port ?? 0)
    fflush(nil)
    while readLine() != nil {}
    try await group.shutdownGracefully()
  }

  private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let latency: TimeAmount

    init(latency: TimeAmount) { self.latency = latency }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .end = unwrapInboundIn(data) else { return }
      guard latency > .zero else { return answer(context) }
      let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: latency) { loop.value.0.answer(loop.value.1) }
    }

    private func answer(_ context: ChannelHandlerContext) {
      let body = ByteBuffer(string: ServeCommand.answer)
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok,
        headers: [
          "Content-Type": "application/json", "Content-Length": String(body.readableBytes),
        ])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
