package crossreview.cli.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jdk.net.ExtendedSocketOptions;

/**
 * A connection to a Unix domain socket whose listener is known: the kernel says which user listens
 * (SO_PEERCRED), before a byte is sent. Blocking; one thread.
 */
final class UnixConnection implements Closeable {
  private final SocketChannel channel;
  private final InputStream in;
  private volatile boolean late;
  private volatile boolean timed = true;

  private UnixConnection(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /**
   * Connects.
   *
   * @param trusted the users who may listen there
   * @param patience after which it is closed, unless {@link #untimed} was called
   * @throws ForeignListenerException when another user listens; nothing was sent
   */
  static UnixConnection open(Path socket, Predicate<UserPrincipal> trusted, Duration patience)
      throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    UnixConnection connection = new UnixConnection(channel);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      UserPrincipal listener = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
      if (!trusted.test(listener)) {
        connection.close();
        throw new ForeignListenerException(socket, listener);
      }
    }
    Executor timer = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
    timer.execute(connection::expire);
    return connection;
  }

  InputStream in() {
    return in;
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** The answer has begun; it may now take as long as it wants. */
  void untimed() {
    timed = false;
  }

  private void expire() {
    if (timed) {
      late = true;
      try {
        channel.close();
      } catch (IOException e) {
        // The thread that waits for an answer is woken all the same, and says why.
      }
    }
  }

  /** What a failure of this connection means: a time-out where it was closed for that. */
  IOException cause(IOException failure) {
    return late ? new InterruptedIOException("no answer in time") : failure;
  }

  @Override
  public void close() throws IOException {
    timed = false;
    channel.close();
  }
}
