package crossreview.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Listens at a Unix domain socket, answers every connection with the same bytes, and keeps what it
 * was sent. An answer of null leaves the connection open and says nothing.
 */
public final class UnixSocketServer implements AutoCloseable {
  private final ServerSocketChannel server;
  private final String answer;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  public UnixSocketServer(Path socket, String answer) throws IOException {
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.answer = answer;
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().name("unix-server").start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        Thread.ofVirtual().name("unix-connection").start(() -> answer(channel));
      }
    } catch (ClosedChannelException e) {
      return; // the test is over
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(SocketChannel channel) {
    try {
      InputStream in = Channels.newInputStream(channel);
      byte[] some = new byte[8192];
      int read = in.read(some);
      keep(some, read);
      if (answer != null) {
        channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        channel.close();
      }
    } catch (IOException e) {
      keep(new byte[0], 0); // the client went away, which some tests want
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    received.write(bytes, 0, Math.max(0, length));
  }

  /** Everything that was sent here. */
  public synchronized String received() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
