import fc from 'fast-check';

// One seed for all property tests: a failure on one machine is a failure on every machine.
fc.configureGlobal({ seed: 20261124 });
