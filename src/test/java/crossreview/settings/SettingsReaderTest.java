package crossreview.settings;

import static crossreview.model.policy.ApprovalRule.K_OF_N;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.policy.BlockScope;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRef;
import crossreview.sandbox.SandboxMode;
import crossreview.sandbox.SandboxPolicy;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.RulesBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void anEmptyFileGivesTheShippedDefaults() {
    Settings settings = complete(Map.of(), List.of());

    assertEquals(Path.of("/home/ada/.local/share/crossreview"), settings.dataDir());
    assertEquals(7433, settings.http().port());
    assertEquals(8, settings.limits().maxRounds());
    assertEquals(
        List.of("secrets", "hygiene", "tests", "structure", "logic", "tidy"),
        settings.panel("builtin").peers());
  }

  @Test
  void theFileWinsOverTheDefaultsAndTheCommandLineOverBoth() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject("{\"http\":{\"port\":8000},\"limits\":{\"max_rounds\":3}}");

    Settings settings = complete(file, List.of("http.port=9000"));

    assertEquals(9000, settings.http().port());
    assertEquals(3, settings.limits().maxRounds());
  }

  @Test
  void aProgramSaysWhatItsSandboxShows() throws InvalidJsonException {
    String file =
        """
        {"peers": [{"id": "a", "kind": "command", "program": ["a"], "sandbox": "required",
                    "bind": ["~/.a", "/srv/../srv/b"], "network": false},
                   {"id": "b", "kind": "command", "program": ["b"]}]}
        """;
    Settings settings = complete(JsonReader.readObject(file), List.of());

    CommandEntry strict = assertInstanceOf(CommandEntry.class, settings.peers().get(0).peerSpec());
    CommandEntry usual = assertInstanceOf(CommandEntry.class, settings.peers().get(1).peerSpec());
    List<Path> bind = List.of(HOME.resolve(".a"), Path.of("/srv/b"));
    assertEquals(
        new SandboxPolicy(SandboxMode.REQUIRED, bind, List.of(), false), strict.sandboxPolicy());
    assertEquals(
        new SandboxPolicy(SandboxMode.AUTO, List.of(), List.of(), true), usual.sandboxPolicy());
  }

  @Test
  void aSandboxThatShowsEverythingOrNothingKnownIsRefused() throws InvalidJsonException {
    String file =
        """
        {"peers": [{"id": "a", "kind": "command", "program": ["a"], "sandbox": "yes",
                    "bind": ["/"], "bind_read_only": ["relative", "~/a"], "network": "no"}]}
        """;

    List<String> at =
        faults(JsonReader.readObject(file), List.of()).stream().map(RequestFault::path).toList();

    assertTrue(
        at.containsAll(
            List.of(
                "peers[0].sandbox",
                "peers[0].bind",
                "peers[0].bind_read_only",
                "peers[0].network")),
        at.toString());
  }

  @Test
  void everyProblemIsNamedAtOnceWithTheNearestKnownKey() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject(
            """
            {"htpp":{}, "http":{"prot":1,"port":70000}, "limits":{"session_usd":"ten"},
             "peers":[{"id":"secrets","knd":"builtin","kind":"builtin"}], "panels":{}}
            """);

    List<RequestFault> faults = faults(file, List.of("log.levle=info"));

    assertEquals(
        List.of(
            "htpp unknown key, did you mean \"http\"?",
            "http.prot unknown key, did you mean \"port\"?",
            "http.port must be a whole number from 0 to 65535, is 70000",
            "limits.session_usd must be an amount as a text, such as \"2.50\", is \"ten\"",
            "--set log.levle unknown key, did you mean \"log.level\"?",
            "peers[0].knd unknown key, did you mean \"kind\"?",
            "default_panel there is no panel \"builtin\", there is "),
        faults.stream()
            .map(requestFault -> requestFault.path() + " " + requestFault.message())
            .toList());
  }

  @Test
  void aPanelNamesPeersThatExist() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject("{\"panels\":{\"builtin\":{\"peers\":[\"secrests\"]}}}");

    List<RequestFault> faults = faults(file, List.of());

    assertEquals(
        "there is no peer \"secrests\", did you mean \"secrets\"?", faults.get(0).message());
  }

  @Test
  void aPanelIsUnderANamedPolicyAndADigestBindsItsWords() throws InvalidJsonException {
    String text =
        """
        {"policies": {"two": {"rule": "k_of_n", "k": 2, "version": 3, "citations": "required",
                              "block_on": "all"}},
         "panels": {"builtin": {"peers": ["secrets", "tests"], "policy": "two"},
                    "strict": {"peers": ["secrets", "tests"]}}}
        """;
    Settings settings = complete(JsonReader.readObject(text), List.of());

    PolicyRef two = settings.policy("builtin");
    assertEquals(
        RulesBuilder.of(K_OF_N, 2, CitationRule.REQUIRED, false).blockOn(BlockScope.ALL).build(),
        two.rules());
    assertEquals(3, two.version());
    assertEquals("unanimous", settings.policy("strict").name());
    Settings other =
        complete(JsonReader.readObject(text.replace("\"k\": 2", "\"k\": 1")), List.of());
    assertNotEquals(two.digest(), other.policy("builtin").digest());
  }

  @Test
  void everyFaultOfAPolicyIsNamed() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject(
            """
            {"policies": {"a": {"rule": "veto"}, "b": {"rule": "k_of_n"}, "unanimous": {},
                          "c": {"k": 2, "reveal": "yes"},
                          "e": {"family_floor": 0, "judges": {"mode": "loud", "peers": []}},
                          "f": {"judges": {"peers": ["secrets", "tidy"]}}},
             "panels": {"builtin": {"peers": ["secrets"], "policy": "d"},
                        "judged": {"peers": ["secrets"], "policy": "f"}}}
            """);

    List<String> faults =
        faults(file, List.of()).stream().map(f -> f.path() + " " + f.message()).toList();

    assertEquals(
        List.of(
            "policies.a.rule must be one of unanimous, unanimous_and_dry, severity_veto, k_of_n, is"
                + " \"veto\"",
            "policies.b.k is missing: how many must be READY",
            "policies.unanimous is the name of a built-in policy; use another name",
            "policies.c.reveal must be true or false, is \"yes\"",
            "policies.c.k is for the rule k_of_n only",
            "policies.e.family_floor must be a whole number from 1 to 32, is 0",
            "policies.e.judges.mode must be one of shadow, active, is \"loud\"",
            "policies.e.judges.peers must name 1 to 8 peers, has 0",
            "panels.builtin.policy there is no policy \"d\", did you mean \"a\"?",
            "policies.f.judges.peers \"secrets\" does not have the role judge (peers[].roles)",
            "policies.f.judges.peers \"tidy\" is not on panel judged, which uses the policy"),
        faults);
  }

  @Test
  void aBuiltInRuleHasItsOneRole() throws Exception {
    Map<String, Object> file =
        JsonReader.readObject(
            """
            {"peers": [{"id": "secrets", "kind": "builtin", "roles": ["review", "judge"]},
                       {"id": "tidy", "kind": "builtin", "roles": ["review"]}]}
            """);

    List<String> faults =
        faults(file, List.of()).stream().map(f -> f.path() + " " + f.message()).toList();

    assertEquals(
        List.of(
            "peers[0].roles the built-in peer \"secrets\" has the role review only, not \"judge\"",
            "peers[1].roles the built-in peer \"tidy\" has the role author only, not \"review\""),
        faults);
  }

  @Test
  void theShippedFileIsAcceptedAsItIs() throws Exception {
    Map<String, Object> file =
        JsonReader.readObject(Files.readAllBytes(Path.of("conf/crossreview.json")));

    Settings settings = complete(file, List.of());

    assertEquals("127.0.0.1", settings.http().host());
  }

  @Test
  void theSettingsPageIsMadeFromTheCatalogue() throws Exception {
    String page = Files.readString(Path.of("docs/settings.md"));

    assertEquals(SettingsPage.text(), page, "run the test's SettingsPage.main to write it anew");
  }

  @Test
  void aCommandPeerIsAProgramWithItsBounds() throws InvalidJsonException {
    String text =
        """
        {"peers": [{"id": "agent", "kind": "command", "program": ["agent", "-p"], "seconds": 60,
                    "call_usd": "0.50", "environment": ["PATH"], "family": "x"}],
         "panels": {"builtin": {"peers": ["agent"]}}}
        """;

    CommandEntry command =
        (CommandEntry) complete(JsonReader.readObject(text), List.of()).peers().get(0).peerSpec();

    assertEquals(List.of("agent", "-p"), command.program());
    assertEquals("agent", command.model());
    assertEquals(Money.of("0.50"), command.callUsd());
    assertEquals(List.of("PATH"), command.environment());
  }

  @Test
  void everyFaultOfACommandPeerIsNamed() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject(
            """
            {"peers": [{"id": "a", "kind": "command", "program": "agent -p", "seconds": 0,
                        "call_usd": "ten", "shell": true},
                       {"id": "b", "kind": "builtin", "program": ["x"]}],
             "panels": {"builtin": {"peers": ["a"]}}}
            """);

    List<String> faults =
        faults(file, List.of()).stream().map(f -> f.path() + " " + f.message()).toList();

    assertEquals(
        List.of(
            "peers[0].shell unknown key",
            "peers[0].program must be an array of a program and its arguments, is \"agent -p\"",
            "peers[0].seconds must be a whole number from 1 to 3600, is 0",
            "peers[0].call_usd must be an amount as a text, such as \"2.50\", is \"ten\"",
            "peers[1].program unknown key",
            "peers[1].id no built-in peer is called \"b\""),
        faults);
  }

  private static Settings complete(Map<String, Object> file, List<String> sets) {
    SettingsResult settingsResult = SettingsReader.read(file, sets, HOME);
    return assertInstanceOf(
            SettingsResult.ValidSettings.class, settingsResult, settingsResult.toString())
        .settings();
  }

  private static List<RequestFault> faults(Map<String, Object> file, List<String> sets) {
    return assertInstanceOf(
            SettingsResult.InvalidSettings.class, SettingsReader.read(file, sets, HOME))
        .faults();
  }

  @Test
  void aHostAmongOthersIsReadWholeAndSharesItsDirectory() throws InvalidJsonException {
    Map<String, Object> file =
        JsonReader.readObject(
            """
            {"cluster": {"enabled": true, "host": "10.0.0.1", "node": "a", "minimum_members": 2,
              "members": ["10.0.0.1", "10.0.0.2:5701"]}}
            """);

    Settings.ClusterSettings clusterSettings = complete(file, List.of()).cluster();

    assertEquals("a", clusterSettings.node());
    assertEquals(List.of("10.0.0.1", "10.0.0.2:5701"), clusterSettings.members());
    assertEquals(5701, clusterSettings.port());
    assertTrue(complete(file, List.of()).dataDirShared());
    assertNull(complete(Map.of(), List.of()).cluster());
  }

  @Test
  void hostsThatDifferInTheirPlaceBindSessionsToTheSameSettings() {
    List<String> one = List.of("http.port=1", "cluster.enabled=true", "cluster.node=a");
    List<String> two = List.of("http.port=2", "cluster.enabled=true", "cluster.node=b");

    assertEquals(complete(Map.of(), one).binding(), complete(Map.of(), two).binding());
    assertNotEquals(
        complete(Map.of(), one).binding(),
        complete(Map.of(), List.of("limits.max_rounds=3")).binding());
  }

  @Test
  void aClusterThatCannotWorkIsNamed() {
    List<String> sets =
        List.of(
            "cluster.enabled=true",
            "cluster.host=0.0.0.0",
            "cluster.minimum_members=2",
            "cluster.forward_address=proxy");

    assertEquals(
        List.of(
            "cluster.host must be one address that the other hosts can reach, is the wildcard"
                + " address",
            "cluster.members must name the other hosts, cluster.minimum_members is 2",
            "cluster.forward_address must be host:port, is \"proxy\""),
        faults(Map.of(), sets).stream().map(f -> f.path() + " " + f.message()).toList());
  }
}
