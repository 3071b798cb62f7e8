package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.peer.command.ExecutableFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package in a small system of its own. Its processes are in namespaces that end with
 * the test; systemd does not run there, so the unit's command is run as its user.
 */
class DebianPackageIT {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  /** Runs the command of the unit until it listens, asks it, and ends it. */
  private static final String SERVE =
      """
      line=$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/crossreview.service)
      STATE_DIRECTORY=/var/lib/crossreview
      export STATE_DIRECTORY HOME=/var/lib/crossreview
      as="setpriv --reuid=crossreview --regid=crossreview --init-groups"
      eval "exec $as $line --set http.port=0" >/tmp/said 2>&1 &
      pid=$!
      tries=0
      until grep -q 'listens at' /tmp/said; do
        tries=$((tries + 1))
        if [ $tries -gt 600 ] || ! kill -0 $pid; then cat /tmp/said; exit 1; fi
        sleep 0.1
      done
      $as crossreview status
      kill $pid
      wait $pid
      """;

  /** Enters the system with a /proc; nothing of it is left outside when the command has ended. */
  private static final String ENTER =
      "mount -t proc proc \"$1/proc\" && exec chroot \"$1\" /bin/sh -ec \"$2\"";

  @TempDir Path place;
  private Path root; // null until one was made

  /** Makes the system, with an older version of the package beside the built one. */
  private void bootstrap() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root makes a system with chroot");
    assumeTrue(
        ExecutableFinder.find("debootstrap", System.getenv("PATH") + ":/usr/sbin").isPresent(),
        "debootstrap is not installed on this machine");
    root = place.resolve("root");
    HostCommand.run("/usr/sbin/debootstrap", "--variant=minbase", release(), root.toString());
    Path built = packageFile();
    Files.copy(built, root.resolve("new.deb"));
    Files.writeString(root.resolve("serve"), SERVE);
    String tree = place.resolve("tree").toString();
    HostCommand.run("dpkg-deb", "-R", built.toString(), tree);
    HostCommand.run("sed", "-i", "s/^Version:.*/Version: 0.0.1/", tree + "/DEBIAN/control");
    String old = root.resolve("old.deb").toString();
    HostCommand.run("dpkg-deb", "--root-owner-group", "-Znone", "-b", tree, old);
  }

  /** The release of this machine, whose mirror is known to work. */
  private static String release() throws IOException {
    Path about = Path.of("/etc/os-release");
    assumeTrue(Files.exists(about), "this is not Debian");
    String text = Files.readString(about);
    assumeTrue(text.lines().anyMatch("ID=debian"::equals), "this is not Debian");
    return text.lines()
        .filter(line -> line.startsWith("VERSION_CODENAME="))
        .map(line -> line.substring("VERSION_CODENAME=".length()))
        .findFirst()
        .orElseThrow();
  }

  private static Path packageFile() throws IOException {
    try (Stream<Path> files = Files.list(DIST)) {
      return files.filter(f -> f.toString().endsWith(".deb")).findFirst().orElseThrow();
    }
  }

  /** Its links lead out of it, so that nothing but rm with its guard takes it away. */
  @AfterEach
  void remove() throws Exception {
    if (root != null) {
      HostCommand.run("rm", "-rf", "--one-file-system", root.toString());
    }
  }

  private String inside(String command) throws Exception {
    return HostCommand.with(
        Map.of(
            "LC_ALL", "C.UTF-8",
            "PATH", "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND", "noninteractive"),
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "sh",
        "-c",
        ENTER,
        "sh",
        root.toString(),
        command);
  }

  @Test
  void itIsInstalledServesIsUpgradedRemovedAndPurged() throws Exception {
    bootstrap();

    inside("dpkg -i /old.deb; dpkg -i /old.deb");

    assertEquals(
        "750 root:crossreview\n640 root:crossreview\n700 crossreview:crossreview\n",
        inside(
            "stat -c '%a %U:%G' /etc/crossreview /etc/crossreview/crossreview.json"
                + " /var/lib/crossreview"));
    assertEquals("/usr/sbin/nologin\n", inside("getent passwd crossreview | cut -d: -f7"));
    String served = inside("sh -e /serve");
    assertTrue(served.contains("running: http://127.0.0.1:"), served);
    assertTrue(served.contains("/var/lib/crossreview/data"), served);

    String own = "{\"data_dir\": \"/var/lib/crossreview/data\", \"limits\": {\"max_rounds\": 3}}";
    inside("echo '" + own + "' > /etc/crossreview/crossreview.json; dpkg -i /new.deb");

    assertEquals(own + "\n", inside("cat /etc/crossreview/crossreview.json"));
    assertTrue(inside("sh -e /serve").contains("running: http://127.0.0.1:"));

    inside("dpkg -r crossreview");

    inside("test ! -e /usr/bin/crossreview; test ! -e /usr/lib/crossreview");
    inside("test -e /etc/crossreview/crossreview.json; test -d /var/lib/crossreview/data");

    inside("dpkg -P crossreview");

    String left = "find / -xdev -name '*crossreview*' ! -path '/proc/*' ! -path '/tmp/*'";
    assertEquals("", inside(left));
    inside("! dpkg -s crossreview >/dev/null 2>&1");
  }

  @Test
  void itsPagesAndCompletionsAreWhereProgramsLook() throws Exception {
    String listed = HostCommand.run("dpkg-deb", "-c", packageFile().toString());

    for (String file :
        new String[] {
          "./usr/share/man/man1/crossreview-review.1.gz",
          "./usr/share/bash-completion/completions/crossreview",
          "./usr/share/zsh/vendor-completions/_crossreview",
          "./usr/share/fish/vendor_completions.d/crossreview.fish",
          "./usr/lib/systemd/system/crossreview.service",
          "./usr/share/doc/crossreview/copyright"
        }) {
      assertTrue(listed.contains(" " + file + "\n"), () -> file + " is not in " + listed);
    }
  }
}
