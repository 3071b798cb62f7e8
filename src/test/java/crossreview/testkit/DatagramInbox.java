package crossreview.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A Unix socket that receives datagrams, as a service manager has one. */
public final class DatagramInbox implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int BYTES_MAX = 4096;

  private final int descriptor;

  /**
   * @param address a path, or an abstract name after {@code @}
   * @param seconds how long {@link #next} waits
   */
  public DatagramInbox(String address, int seconds) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      descriptor = call("socket", 3).with(AF_UNIX, SOCK_DGRAM, 0);
      byte[] path = address.getBytes(UTF_8);
      int length = 2 + path.length + (path[0] == '@' ? 0 : 1);
      path[0] = path[0] == '@' ? 0 : path[0];
      MemorySegment name = arena.allocate(110);
      name.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, 2, path.length);
      if (call("bind", 3).with(descriptor, name, length) != 0) {
        throw new IOException("cannot bind " + address);
      }
      MemorySegment wait = arena.allocate(16);
      wait.set(ValueLayout.JAVA_LONG, 0, seconds);
      call("setsockopt", 5).with(descriptor, SOL_SOCKET, SO_RCVTIMEO, wait, 16);
    }
  }

  /** The next datagram, or an empty text if none came in time. */
  public String next() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BYTES_MAX);
      int length = call("recv", 4).with(descriptor, buffer, BYTES_MAX, 0);
      return length < 0
          ? ""
          : new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), UTF_8);
    }
  }

  @Override
  public void close() {
    call("close", 1).with(descriptor);
  }

  private static NativeCall call(String name, int arguments) {
    return new NativeCall(name, arguments);
  }

  /** A function of the C library whose numbers all fit into an int. */
  private record NativeCall(String name, int arguments) {
    @SuppressWarnings("restricted")
    int with(Object... values) {
      if (values.length != arguments) {
        throw new IllegalArgumentException(name + " takes " + arguments);
      }
      MemoryLayout[] types = new MemoryLayout[values.length];
      for (int i = 0; i < values.length; i++) {
        types[i] = values[i] instanceof Integer ? ValueLayout.JAVA_INT : ValueLayout.ADDRESS;
      }
      Linker linker = Linker.nativeLinker();
      MethodHandle handle =
          linker.downcallHandle(
              linker.defaultLookup().find(name).orElseThrow(),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, types));
      try {
        return (int) handle.invokeWithArguments(values);
      } catch (Throwable e) {
        throw new IllegalStateException(name, e);
      }
    }
  }
}
