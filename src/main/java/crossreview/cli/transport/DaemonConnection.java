package crossreview.cli.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A connection for one request, which is closed if its answer does not begin in time. Blocking; one
 * thread.
 */
final class DaemonConnection implements Closeable {
  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;
  private volatile boolean late;
  private volatile boolean timed = true;

  /**
   * @param patience after which it is closed, unless {@link #untimed} was called
   */
  DaemonConnection(Closeable socket, InputStream in, OutputStream out, Duration patience) {
    this.socket = socket;
    this.in = new BufferedInputStream(in);
    this.out = out;
    Executor timer = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
    timer.execute(this::expire);
  }

  InputStream in() {
    return in;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The answer has begun; it may now take as long as it wants. */
  void untimed() {
    timed = false;
  }

  private void expire() {
    if (timed) {
      late = true;
      try {
        socket.close();
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
    socket.close();
  }
}
