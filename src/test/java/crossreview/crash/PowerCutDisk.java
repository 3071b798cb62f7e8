package crossreview.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An ext4 file system in a file, whose power can be cut: what was not made durable is gone, the
 * journal's unwritten part included. Needs root, loop devices and e2fsprogs.
 */
final class PowerCutDisk implements AutoCloseable {
  private static final long BYTES = 96L << 20;

  // EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32), and its flag for "without flushing the journal".
  private static final long SHUTDOWN = 0x8004587dL;
  private static final int NO_LOG_FLUSH = 2;

  private final Path image;
  private final Path mount;

  private PowerCutDisk(Path image, Path mount) {
    this.image = image;
    this.mount = mount;
  }

  /** Why there is no such disk here, if so. */
  static Optional<String> missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root mounts file systems");
    }
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      return Optional.of("this machine has no loop devices");
    }
    return Files.exists(Path.of("/usr/sbin/mkfs.ext4")) || Files.exists(Path.of("/sbin/mkfs.ext4"))
        ? Optional.empty()
        : Optional.of("mkfs.ext4 (package e2fsprogs) is not installed");
  }

  static PowerCutDisk make(Path folder) throws IOException, InterruptedException {
    Path image = folder.resolve("disk.img");
    Path mount = Files.createDirectory(folder.resolve("disk"));
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    run("mkfs.ext4", "-q", "-F", image.toString());
    PowerCutDisk disk = new PowerCutDisk(image, mount);
    disk.mount();
    return disk;
  }

  Path path() {
    return mount;
  }

  private void mount() throws IOException, InterruptedException {
    run("mount", "-o", "loop", image.toString(), mount.toString());
  }

  /** From this moment on nothing reaches the disk any more. */
  void cut() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment flag = arena.allocate(ValueLayout.JAVA_INT);
      flag.set(ValueLayout.JAVA_INT, 0, NO_LOG_FLUSH);
      MemorySegment name = arena.allocateFrom(mount.toString(), StandardCharsets.UTF_8);
      int open = (int) OPEN.invokeExact(name, 0);
      int done = (int) IOCTL.invokeExact(open, SHUTDOWN, flag);
      int closed = (int) CLOSE.invokeExact(open);
      if (open < 0 || done != 0 || closed != 0) {
        throw new IOException("this kernel cannot cut the power of " + mount);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The power is back: the file system is as the disk has it. */
  void back() throws IOException, InterruptedException {
    run("umount", mount.toString());
    mount();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "-l", mount.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  @SuppressWarnings("restricted") // the kernel is asked for something that no JDK offers
  private static MethodHandle function(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
  }

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
}
