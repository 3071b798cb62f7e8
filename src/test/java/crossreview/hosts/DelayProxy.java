package crossreview.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy that holds back everything that passes, in each direction, for a time. */
final class DelayProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final ServerSocket server;
  private final InetSocketAddress to;
  private final long delayNanos;
  private final AtomicInteger connections = new AtomicInteger();

  DelayProxy(String host, InetSocketAddress to, Duration delay) throws IOException {
    this.server = new ServerSocket(0, 100, InetAddress.getByName(host));
    this.to = to;
    this.delayNanos = delay.toNanos();
    Thread.ofPlatform().daemon().name("proxy-accept").start(this::accept);
  }

  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket from = server.accept();
        Socket onwards = new Socket();
        onwards.connect(to);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().name("proxy-there-" + number).start(() -> pump(from, onwards));
        Thread.ofVirtual().name("proxy-back-" + number).start(() -> pump(onwards, from));
      } catch (IOException e) {
        continue; // closed, or the other end is not there
      }
    }
  }

  private void pump(Socket from, Socket onwards) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        onwards;
        InputStream in = from.getInputStream();
        OutputStream out = onwards.getOutputStream()) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        long until = System.nanoTime() + delayNanos;
        while (System.nanoTime() < until) { // the delay is what this is for
          LockSupport.parkNanos(Math.max(1, until - System.nanoTime()));
        }
        out.write(chunk, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      return; // one end is gone, and both are closed now
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
