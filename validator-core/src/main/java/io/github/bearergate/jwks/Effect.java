package io.github.bearergate.jwks;

import java.lang.System.Logger.Level;

/** Something that the shell must do after a step. */
sealed interface Effect {
    void run(Cases cases);

    /** One deed for each effect. */
    interface Cases {
        void fetch(Flight flight);

        void cancel(long id);

        void tell(KeySourceEvent event);

        void log(Level level, String message);
    }

    /** Start a fetch. */
    record Fetch(Flight flight) implements Effect {
        @Override
        public void run(Cases cases) {
            cases.fetch(flight);
        }
    }

    /** Give up the fetch with this number and release its connection. */
    record Cancel(long id) implements Effect {
        @Override
        public void run(Cases cases) {
            cases.cancel(id);
        }
    }

    /** Tell the listener. */
    record Tell(KeySourceEvent event) implements Effect {
        @Override
        public void run(Cases cases) {
            cases.tell(event);
        }
    }

    /** Write a line for the operator. */
    record Log(Level level, String message) implements Effect {
        @Override
        public void run(Cases cases) {
            cases.log(level, message);
        }
    }
}
