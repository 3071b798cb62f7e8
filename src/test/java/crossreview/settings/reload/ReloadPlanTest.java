package crossreview.settings.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.settings.ListSetting;
import crossreview.settings.ScalarSetting;
import crossreview.settings.SettingType;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReloadPlanTest {
  private static final Path HOME = Path.of("/home/ada");

  /** One entry of each kind, so that nothing in them compares by identity. */
  private static final String EVERYTHING =
      """
      {"peers": [
         {"id": "ada", "kind": "command", "program": ["ada"], "bind": ["~/.ada"], "call_usd": "0.5"},
         {"id": "bob", "profile": "openai", "model": "m1", "price": {"input": "1", "output": "2"},
          "key": {"variable": "KEY"}},
         {"id": "cy", "kind": "seat"}, {"id": "secrets", "kind": "builtin"}],
       "panels": {"main": {"peers": ["ada", {"peer": "cy", "stance": "the tests"}]}},
       "default_panel": "main",
       "forges": {"hub": {"kind": "github", "token": {"variable": "T"},
         "repositories": {"o/r": {"panel": "main"}}}},
       "webhooks": {"ci": {"url": "https://hooks.example.com/ci?key=1", "events": ["run.*"],
         "secret": {"variable": "S"}}}}
      """;

  @Test
  void theSameFileReadTwiceChangesNothing() throws Exception {
    ReloadPlan plan = ReloadPlan.of(settings(EVERYTHING), settings(EVERYTHING));

    assertEquals(List.of(), plan.changes());
    assertEquals(settings(EVERYTHING), plan.next());
    assertEquals(ReloadPlan.digest(settings(EVERYTHING)), ReloadPlan.digest(plan.next()));
  }

  @Test
  void aChangeIsNamedByItsPlaceAndByThePeersId() throws Exception {
    String other = EVERYTHING.replace("\"m1\"", "\"m2\"").replace("the tests", "the locks");

    List<SettingChange> changes = ReloadPlan.of(settings(EVERYTHING), settings(other)).changes();

    assertEquals(
        List.of("peers.bob.model", "panels.main.peers"),
        changes.stream().map(SettingChange::path).toList());
    assertEquals("\"m1\"", changes.getFirst().running());
    assertEquals("\"m2\"", changes.getFirst().file());
  }

  @Test
  void anEntryThatComesOrGoesIsOneChange() throws Exception {
    String without =
        EVERYTHING
            .replace("{\"id\": \"cy\", \"kind\": \"seat\"},", "")
            .replace("{\"peer\": \"cy\", \"stance\": \"the tests\"}", "\"secrets\"");

    List<SettingChange> changes = ReloadPlan.of(settings(without), settings(EVERYTHING)).changes();

    SettingChange come = changes.getFirst();
    assertEquals("peers.cy", come.path());
    assertEquals(null, come.running());
    assertTrue(Objects.requireNonNull(come.file()).contains("\"kind\":\"seat\""), come.file());
  }

  @Test
  void whatIsNotShownIsNoticedAndStillNotShown() throws Exception {
    String other = EVERYTHING.replace("?key=1", "?key=2");

    List<SettingChange> changes = ReloadPlan.of(settings(EVERYTHING), settings(other)).changes();

    ReloadScope scope = ReloadScope.of("webhooks.ci");
    assertEquals(List.of(new SettingChange("webhooks.ci", null, null, scope)), changes);
  }

  @Test
  void whatNeedsARestartIsNamedAndTheRestIsInForce() throws Exception {
    Settings running = settings("{}");
    Settings file =
        settings(
            "{\"http\": {\"port\": 8000}, \"limits\": {\"max_rounds\": 3}, \"log\": {\"level\":"
                + " \"debug\", \"target\": \"file\"}}");

    ReloadPlan plan = ReloadPlan.of(running, file);

    assertEquals(
        List.of("log.target", "http.port"),
        plan.changes(ReloadScope.RESTART).stream().map(SettingChange::path).toList());
    assertEquals(7433, plan.next().http().port());
    assertEquals(3, plan.next().limits().maxRounds());
    assertEquals("debug", plan.next().log().level());
    assertEquals(
        plan.changes(ReloadScope.RESTART),
        ReloadPlan.of(plan.next(), file).changes(),
        "what is left after it");
  }

  /** Typed values and the tree for people come from one list of what can be changed. */
  @Test
  void eachSettingIsTakenOrLeftAsItsScopeSays() throws Exception {
    Settings running = read(nested("default_panel", "builtin"));
    for (ScalarSetting key : ScalarSetting.all()) {
      if (!key.path().startsWith("cluster.") && !key.path().startsWith("http.tls")) {
        check(running, key.path(), other(key));
      }
    }
    for (ListSetting key : ListSetting.values()) {
      if (!key.path().startsWith("cluster.")) {
        Object item =
            switch (key) {
              case CORS_ORIGINS -> "https://a.example";
              case REPOSITORIES -> "/srv/mirror";
              default -> "10.0.0.1";
            };
        check(running, key.path(), List.of(item));
      }
    }
  }

  @Test
  void sectionsAreTakenOrLeftAsTheirScopeSays() throws Exception {
    Map<String, Object> all = JsonReader.readObject(EVERYTHING);
    Map<String, Object> little = new LinkedHashMap<>(all);
    little.remove("forges");
    little.remove("webhooks");
    Settings running = read(little);
    Settings file = read(all);

    Settings next = ReloadPlan.of(running, file).next();

    boolean taken = ReloadScope.of("forges") == ReloadScope.RELOAD;
    assertEquals(taken ? file.forges() : running.forges(), next.forges());
    boolean told = ReloadScope.of("webhooks") == ReloadScope.RELOAD;
    assertEquals(told ? file.webhooks() : running.webhooks(), next.webhooks());
  }

  private static void check(Settings running, String path, Object value) {
    Settings file = read(nested(path, value));
    assertNotEquals(running, file, path);

    ReloadPlan plan = ReloadPlan.of(running, file);

    String shown = path.equals("secrets") ? "secrets.policy" : path;
    ReloadScope scope = ReloadScope.of(shown);
    assertEquals(scope == ReloadScope.RELOAD ? file : running, plan.next(), path);
    assertEquals(List.of(shown), plan.changes(scope).stream().map(SettingChange::path).toList());
    assertEquals(1, plan.changes().size(), path);
  }

  /** A value that is allowed and is not the default. */
  private static Object other(ScalarSetting key) {
    return switch (key.type()) {
      case SettingType.BooleanType flag -> !Boolean.parseBoolean(key.defaultValue());
      case SettingType.MoneyType money -> "7.5";
      case SettingType.DecimalType decimal -> "3.5";
      case SettingType.EnumType words ->
          words.words().stream().filter(word -> !word.equals(key.defaultValue())).findFirst().get();
      case SettingType.IntegerType number ->
          String.valueOf(number.max()).equals(key.defaultValue()) ? number.min() : number.max();
      case SettingType.StringType text -> key.path().equals("default_panel") ? "other" : "/other";
    };
  }

  private static Map<String, Object> nested(String path, Object value) {
    Map<String, Object> panel = Map.of("peers", List.of("secrets", "tests"));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("panels", Map.of("builtin", panel, "other", panel));
    int dot = path.indexOf('.');
    Object level = dot < 0 ? value : new LinkedHashMap<>(Map.of(path.substring(dot + 1), value));
    file.put(dot < 0 ? path : path.substring(0, dot), level);
    return file;
  }

  private static Settings settings(String json) throws InvalidJsonException {
    return read(JsonReader.readObject(json));
  }

  private static Settings read(Map<String, Object> file) {
    SettingsResult result = SettingsReader.read(file, List.of(), HOME);
    if (result instanceof SettingsResult.ValidSettings valid) {
      return valid.settings();
    }
    throw new AssertionError(result);
  }
}
