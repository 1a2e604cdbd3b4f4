/** What an administrator does about it when a platform refuses a message. */
export const refusals = {
  'not-visible':
    'The app cannot see this person: add them to the app’s visible range in the platform’s admin console, then send again.',
  'no-licence':
    'This person has no API licence: assign one in the platform’s admin console, then send again.',
  left: 'The platform knows this account no longer; they may have left. If so, say “Active: no” in the people sheet; if they have another account, have them write once and link it.',
  'no-account':
    'No account to write to: the person is not linked yet, or has left. Link them, then send again.',
  credentials:
    'The platform does not take the credentials: check the company’s id, the app’s number and secret, or its token, in the environment and restart. What waits is sent then.',
  address:
    'This machine’s outgoing address is not trusted: add it to the app’s trusted IPs (a trusted domain comes first). What waits is sent then.',
  permission: 'The app lacks this permission: grant it in the platform’s admin console, then send again.',
  domain:
    'The domain is not registered on the platform: enter this system’s domain as the app’s trusted domain, then send again.',
  'channel-unknown':
    'There is no such group: check the name under channels in the policy file and restart; where a group was dissolved, another name makes a new one.',
  'channel-key':
    'The group robot’s key is wrong, or the robot was removed: add a robot to the group again, put its key into the environment, restart, then send again.',
  'channel-range':
    'The app cannot make groups: set its visible range to the whole company (the root department) in the platform’s admin console, then send again; or use a group robot.',
  'channel-size':
    'A group needs 2 to 2,000 members: see that at least two of the team are linked to an account, then send again; split it where there are too many.',
  'too-large': 'Too large for the platform. It can be seen on the web pages.',
} as const
