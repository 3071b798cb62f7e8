package crossreview.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that start a program inside bubblewrap. What is not listed here does not exist inside:
 *
 * <pre>
 * /usr /bin /lib … /opt       the system's, read-only
 * /etc                        names, certificates, the linker's cache; nothing else
 * /tmp, $HOME, {@value ProgramSandbox#WORK}     folders of this call
 * the program, bind           where they are outside
 * the data directory          an empty folder, where a bind would show it
 * </pre>
 */
final class SandboxArguments {
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/nix/store");

  /** Settings, keys and certificates of services lie there too, so it is not shown whole. */
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "gai.conf",
          "group",
          "host.conf",
          "hosts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "mime.types",
          "nsswitch.conf",
          "passwd",
          "pki",
          "protocols",
          "resolv.conf",
          "services",
          "ssl",
          "timezone");

  private SandboxArguments() {}

  /**
   * The folders of one call, and what must not be seen.
   *
   * @param work becomes {@value ProgramSandbox#WORK}
   * @param temporary becomes {@code /tmp}
   * @param home what lies behind the program's {@code HOME}
   * @param homeName the program's {@code HOME}; absent if it has none
   * @param programs what must be seen to start the program, read-only
   * @param hidden the data directory
   */
  record SandboxFolders(
      Path work,
      Path temporary,
      Path home,
      @Nullable Path homeName,
      List<Path> programs,
      Path hidden) {}

  /** What goes before the program and its arguments. Pure. */
  static List<String> of(Path bwrap, SandboxPolicy policy, SandboxFolders folders) {
    List<String> line = new ArrayList<>(List.of(bwrap.toString(), "--die-with-parent"));
    line.addAll(List.of("--unshare-user-try", "--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    line.add("--unshare-cgroup-try");
    if (!policy.network()) {
      line.add("--unshare-net");
    }
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    SYSTEM.forEach(path -> add(line, "--ro-bind-try", path, path));
    ETC.forEach(name -> add(line, "--ro-bind-try", "/etc/" + name, "/etc/" + name));
    add(line, "--bind", folders.temporary(), "/tmp");
    add(line, "--symlink", "/tmp", "/var/tmp");
    if (folders.homeName() != null) {
      add(line, "--bind", folders.home(), folders.homeName());
    }
    folders.programs().forEach(path -> add(line, "--ro-bind-try", path, path));
    policy.bind().forEach(path -> add(line, "--bind-try", path, path));
    policy.bindReadOnly().forEach(path -> add(line, "--ro-bind-try", path, path));
    if (shown(policy, folders)) {
      line.addAll(List.of("--tmpfs", folders.hidden().toString()));
    }
    add(line, "--bind", folders.work(), ProgramSandbox.WORK);
    line.addAll(List.of("--remount-ro", "/", "--chdir", ProgramSandbox.WORK, "--"));
    return line;
  }

  private static void add(List<String> line, String option, Object from, Object to) {
    line.addAll(List.of(option, from.toString(), to.toString()));
  }

  /** Whether something that is shown contains what must not be seen. */
  private static boolean shown(SandboxPolicy policy, SandboxFolders folders) {
    List<Path> shown = new ArrayList<>(policy.bind());
    shown.addAll(policy.bindReadOnly());
    shown.addAll(folders.programs());
    SYSTEM.forEach(path -> shown.add(Path.of(path)));
    return shown.stream().anyMatch(folders.hidden()::startsWith);
  }
}
