package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalFlightTest {

    @Test
    void theLastToLeaveTakesADutyThatNobodyHasTaken() {
        LocalFlight flight = new LocalFlight(Membership.ALONE, closed -> {});
        flight.enter();

        flight.leave();

        assertThat(flight.phase())
                .isInstanceOfSatisfying(
                        Phase.Duty.class, duty -> assertThat(duty.take()).isFalse());
    }
}
