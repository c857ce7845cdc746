package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("raw-socket")
class DnsFaultsTest {
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);

    private final RawServer server = RawServer.start(RawServer.answering(GOOD));
    private volatile HostLookup.Resolver resolver = InetAddress::getAllByName;
    private final AtomicInteger lookups = new AtomicInteger();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("F22")
    void aResolverThatHangsIsGivenUpAtTheDeadlineAndKeepsOneThreadAtMost() {
        CountDownLatch hangs = new CountDownLatch(1);
        try (FaultDrill drill = drill()) {
            int before = lookups.get();
            resolver = host -> {
                awaitUninterruptibly(hangs);
                return InetAddress.getAllByName(host);
            };
            drill.expect(RefreshOutcome.TIMEOUT);
            drill.expect(RefreshOutcome.TIMEOUT);
            assertThat(lookups.get()).isEqualTo(before + 1);
            hangs.countDown();
            drill.expectRecovery();
        } finally {
            hangs.countDown();
        }
    }

    @Test
    @Tag("F23")
    void aNameThatDoesNotResolveIsTriedAgain() {
        try (FaultDrill drill = drill()) {
            resolver = host -> {
                throw new UnknownHostException(host);
            };
            drill.expect(RefreshOutcome.DNS);
            resolver = InetAddress::getAllByName;
            drill.expectRecovery();
        }
    }

    /** The JVM remembers for ten seconds that a name did not resolve; nothing here remembers it any longer. */
    @Test
    @Tag("F27")
    @Tag("F23")
    void aNameThatFailedIsLookedUpAgainByEveryAttempt() {
        AtomicInteger failing = new AtomicInteger(5);
        try (FaultDrill drill = drill()) {
            int before = lookups.get();
            resolver = host -> {
                if (failing.getAndDecrement() > 0) {
                    throw new UnknownHostException(host);
                }
                return InetAddress.getAllByName(host);
            };
            drill.expect(RefreshOutcome.DNS);
            drill.expectRecovery();
            assertThat(drill.heard.count(RefreshOutcome.DNS)).isEqualTo(5);
            assertThat(lookups.get()).isGreaterThanOrEqualTo(before + 6);
        }
    }

    /** Nobody listens on the loopback address of the other family. */
    @Test
    @Tag("F26")
    void aNameOfWhichOneAddressFamilyIsUnreachableIsFetchedFromAtTheFirstAttempt() throws Exception {
        try (FaultDrill drill = new FaultDrill(
                server.uri("http", "localhost"),
                wiring -> wiring.resolver = host -> new InetAddress[] {
                    InetAddress.getByAddress("localhost", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
                    loopback(1)
                })) {
            assertThat(drill.heard.outcomes()).containsExactly(RefreshOutcome.OK);
        }
    }

    @Test
    @Tag("X20")
    void aResolverThatThrowsAnythingOrGivesNothingIsAFailureLikeAnyOther() {
        try (FaultDrill drill = drill()) {
            resolver = host -> {
                throw new StackOverflowError();
            };
            drill.expect(RefreshOutcome.DNS);
            AtomicInteger asked = new AtomicInteger();
            resolver = host -> {
                asked.incrementAndGet();
                throw new IllegalStateException();
            };
            drill.expect(RefreshOutcome.DNS);
            FaultDrill.soon().until(() -> asked.get() > 0); // not only the one before, whose fetch is repeated
            resolver = InetAddress::getAllByName;
            drill.expectRecovery();
        }
    }

    /** The old address keeps answering with the old set on the connection that was kept. */
    @Test
    @Tag("F24")
    void whenTheAddressesChangeTheOldSetOnTheKeptConnectionIsLeftBehindByTheNextFetch() {
        byte[] two = RawServer.ok("{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}");
        try (FaultDrill drill = drill()) {
            server.talk(RawServer.answering(two));
            refreshWell(drill);
            assertThat(drill.source.status().keys()).isEqualTo(1);

            resolver = host -> new InetAddress[] {loopback(2), loopback(1)};
            refreshWell(drill);

            assertThat(drill.source.status().keys()).isEqualTo(2);
        }
    }

    @Test
    @Tag("F25")
    void whenTheAddressesChangeTheOldOneMayGoSilent() {
        try (FaultDrill drill = drill()) {
            server.talkOnEveryConnection(server.thenSilent(new byte[0]));
            drill.expect(RefreshOutcome.TIMEOUT);
            resolver = host -> new InetAddress[] {loopback(2), loopback(1)};
            server.talk(RawServer.answering(GOOD));
            drill.expectRecovery();
            assertThat(drill.heard.outcomes().stream()
                            .filter(outcome -> outcome != RefreshOutcome.OK)
                            .count())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    @Tag("X17")
    void plainHttpIsNotSpokenToAnotherMachineThatBearsTheNameOfThisOne() {
        try (FaultDrill drill = drill()) {
            int connections = server.connections();
            resolver = host -> new InetAddress[] {loopback(1), InetAddress.getByAddress(new byte[] {10, 0, 0, 1})};
            drill.expect(RefreshOutcome.DNS);
            assertThat(server.connections()).isEqualTo(connections);
            resolver = InetAddress::getAllByName;
            drill.expectRecovery();
        }
    }

    @Test
    @Tag("F24")
    void aKeptConnectionIsLeftWhenTheAddressesOfTheNameChange() {
        try (FaultDrill drill = drill()) {
            refreshWell(drill);
            assertThat(server.connections()).isEqualTo(1);

            resolver = host -> new InetAddress[] {loopback(1), loopback(2)};
            refreshWell(drill);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    @Tag("F25")
    @Tag("X19")
    void aKeptConnectionThatGoesSilentCostsOneFetch() {
        try (FaultDrill drill = drill()) {
            server.talkOnEveryConnection(server.thenSilent(new byte[0]));
            drill.expect(RefreshOutcome.TIMEOUT);
            server.talk(RawServer.answering(GOOD));
            drill.expectRecovery();
        }
    }

    @Test
    @Tag("F24")
    @Tag("F25")
    void theClientIsReplacedAfterTwoFailuresOrANewAddressSetAndThenNotForTenMinutes() throws Exception {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        HttpClients clients = new HttpClients(
                "replaced",
                KeySourceSettings.defaults().http(),
                Optional.empty(),
                new Proxies(Optional.empty()),
                now::get);
        try {
            Set<InetAddress> first = Set.of(loopback(1));
            Object client = clients.client(0, first);
            assertThat(clients.client(1, first)).isSameAs(client);
            assertThat(clients.client(0, Set.of())).isSameAs(client);
            Object second = clients.client(2, first);
            assertThat(second).isNotSameAs(client);
            assertThat(clients.client(9, Set.of(loopback(2)))).isSameAs(second);

            now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
            assertThat(clients.client(9, first)).isSameAs(second);
            now.addAndGet(1);
            assertThat(clients.client(0, first)).isSameAs(second);
            assertThat(clients.client(0, Set.of(loopback(2)))).isNotSameAs(second);
        } finally {
            clients.close();
        }
    }

    private FaultDrill drill() {
        return new FaultDrill(
                server.uri(),
                wiring -> wiring.resolver = host -> {
                    lookups.incrementAndGet();
                    return resolver.resolve(host);
                });
    }

    private static void refreshWell(FaultDrill drill) {
        long good = drill.heard.count(RefreshOutcome.OK);
        drill.source.refresh();
        FaultDrill.soon().until(() -> drill.heard.count(RefreshOutcome.OK) > good);
    }

    private static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
