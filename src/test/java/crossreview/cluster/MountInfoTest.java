package crossreview.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file systems several hosts may write to. */
class MountInfoTest {
  private static final List<String> TABLE =
      List.of(
          "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
          "40 21 0:44 / /srv rw,sync,noatime shared:7 - nfs4 files:/x"
              + " rw,vers=4.2,noac,lookupcache=none",
          "41 40 0:45 / /srv/with\\040blank rw - ceph mon:/ rw,acl");

  @Test
  void theDeepestMountThatHoldsTheDirectoryCounts() {
    assertEquals("ext4", type("/home/x"));
    assertEquals("nfs4", type("/srv/data"));
    assertEquals("ceph", type("/srv/with blank/data"));
    assertEquals("ext4", type("/srvother"));
  }

  private static String type(String directory) {
    return MountInfo.of(Path.of(directory), TABLE).orElseThrow().type();
  }

  @Test
  void optionsOfTheMountAndOfTheFileSystemAreRead() {
    MountInfo mountInfo = MountInfo.of(Path.of("/srv/data"), TABLE).orElseThrow();

    assertTrue(mountInfo.options().containsAll(Set.of("sync", "noac", "lookupcache=none")));
    assertEquals(Optional.empty(), mountInfo.objection(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nfs4 | vers=4.2 sync noac                      | nfs without [lookupcache=none]",
        "nfs4 | vers=4.1 noac lookupcache=none          | nfs without [sync]",
        "nfs4 | vers=4.0 sync noac lookupcache=none     | is on nfs 4.0",
        "nfs  | vers=3 sync noac lookupcache=none       | is on nfs 3",
        "nfs  | sync noac lookupcache=none              | nfs of unknown version",
        "ext4 | rw                                      | is on ext4",
        "fuse.sshfs | rw                                | is on fuse.sshfs",
      })
  void betweenMachinesTheseAreRefusedWithTheReason(String type, String options, String why) {
    MountInfo mountInfo = new MountInfo(type, Set.of(options.split(" ")));

    String objection = mountInfo.objection(false).orElse("");

    assertTrue(objection.contains(why), objection);
  }

  @ParameterizedTest
  @CsvSource({"ocfs2", "gfs2", "ceph"})
  void fileSystemsMadeForItAreTaken(String type) {
    assertEquals(Optional.empty(), new MountInfo(type, Set.of("rw")).objection(false));
  }

  @Test
  void onOneMachineADiskIsTakenAndABadNetworkMountIsNot() {
    assertEquals(Optional.empty(), new MountInfo("ext4", Set.of("rw")).objection(true));
    assertTrue(new MountInfo("nfs", Set.of("vers=3")).objection(true).isPresent());
  }

  @Test
  void theRealTableHasAMountForEveryDirectory(@TempDir Path folder) throws Exception {
    assertTrue(!MountInfo.of(folder).type().isEmpty());
  }
}
