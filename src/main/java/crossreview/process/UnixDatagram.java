package crossreview.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * One datagram to a Unix socket, which Java has no class for. The numbers are those of Linux,
 * {@code socket(2)} and {@code unix(7)}.
 */
final class UnixDatagram {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_BYTES_MAX = 107; // sun_path without its zero

  private UnixDatagram() {}

  /**
   * Sends it without waiting for the receiver.
   *
   * @param address a path, or a name in the abstract namespace after {@code @}
   * @throws IOException if there is no receiver, it takes nothing now, or the system has no such
   *     sockets
   */
  static void send(String address, String text) throws IOException {
    byte[] path = address.getBytes(UTF_8);
    if (path.length > PATH_BYTES_MAX) {
      throw new IOException("the name of the socket is too long: " + address);
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(2 + PATH_BYTES_MAX + 1);
      target.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, target, ValueLayout.JAVA_BYTE, 2, path.length);
      byte[] bytes = text.getBytes(UTF_8);
      MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int zero = path[0] == 0 ? 0 : 1; // a path ends with one, an abstract name does not
      if (sent(content, target, 2 + path.length + zero) != bytes.length) {
        throw new IOException("nothing was sent to the socket " + address);
      }
    }
  }

  private static long sent(MemorySegment content, MemorySegment target, int targetBytes)
      throws IOException {
    int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    try {
      int descriptor = (int) socket().invokeExact(AF_UNIX, type, 0);
      if (descriptor < 0) {
        return -1;
      }
      long sent =
          (long)
              sendTo()
                  .invokeExact(
                      descriptor, content, content.byteSize(), MSG_NOSIGNAL, target, targetBytes);
      int closed = (int) close().invokeExact(descriptor);
      return closed == 0 ? sent : -1;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) { // what invokeExact declares; the calls themselves throw nothing
      throw new IllegalStateException("sendto", e);
    }
  }

  private static MethodHandle socket() throws IOException {
    return call(
        "socket",
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));
  }

  private static MethodHandle sendTo() throws IOException {
    return call(
        "sendto",
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT));
  }

  private static MethodHandle close() throws IOException {
    return call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  @SuppressWarnings("restricted") // the launcher allows it, by the manifest or by an option
  private static MethodHandle call(String name, FunctionDescriptor types) throws IOException {
    Linker linker = Linker.nativeLinker();
    MemorySegment function =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IOException("this system has no " + name));
    return linker.downcallHandle(function, types);
  }
}
