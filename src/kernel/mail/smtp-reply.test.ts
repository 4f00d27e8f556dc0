import { describe, expect, test } from 'vitest';
import { deadAddressStatus, isRefusal, type SmtpFailure } from './smtp-reply.ts';

const reply = (command: string, response: string): SmtpFailure => ({ command, response, responseCode: Number(response.slice(0, 3)) });

describe('a reply that refuses a message for good', () => {
  test.each([
    ['RCPT TO', '550 5.1.1 No such user', '5.1.1'],
    ['RCPT TO', '550-5.2.1 The account is disabled', '5.2.1'],
    ['RCPT TO', '550 User unknown', '550'],
    ['RCPT TO', '556 5.1.10 Null MX', '5.1.10'],
    // Some servers look the mailbox up only then.
    ['DATA', '550 5.1.1 No such user', '5.1.1'],
  ])('stops the address: %s %s', (command, response, status) => {
    expect([isRefusal(reply(command, response)), deadAddressStatus(reply(command, response))]).toEqual([true, status]);
  });

  test.each([
    // A blocklist, our SPF, a relay that does not know us: the same for every address.
    ['RCPT TO', '550 5.7.1 Relaying denied'],
    ['RCPT TO', '554 5.7.23 SPF validation failed'],
    ['RCPT TO', '554 Transaction failed'],
    ['RCPT TO', '550 5.1.8 Sender domain not found'],
    ['DATA', '554 5.6.0 Message content rejected'],
    ['DATA', '550 Spam'],
    ['DATA', '552 5.2.3 Message too long for this mailbox'],
  ])('for another reason does not: %s %s', (command, response) => {
    expect([isRefusal(reply(command, response)), deadAddressStatus(reply(command, response))]).toEqual([true, null]);
  });
});

describe('the message is tried again', () => {
  test.each([
    ['RCPT TO', '451 4.7.1 Greylisted'],
    ['RCPT TO', '452 4.2.2 Mailbox full'],
    ['DATA', '421 4.3.2 Shutting down'],
    ['DATA', '503 5.5.1 Bad sequence of commands'],
    // What the operator has to mend: the message is not lost meanwhile.
    ['AUTH PLAIN', '535 5.7.8 Authentication failed'],
    ['MAIL FROM', '553 5.1.8 Sender not allowed'],
  ])('after %s %s', (command, response) => {
    expect([isRefusal(reply(command, response)), deadAddressStatus(reply(command, response))]).toEqual([false, null]);
  });

  test('where no server replied', () => {
    expect(isRefusal({ command: 'CONN' })).toBe(false);
  });
});
